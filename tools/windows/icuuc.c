/* Stand-in for Windows' own icuuc.dll (part of Windows 10 since 1703), which no Wine has; never shipped.
   Qt6Core imports 20 ucnv_* functions from it, used only for text codecs that Qt does not have built in, and does not
   load without it. Every open fails cleanly. It lies in the system32 of the Wine prefix, as on Windows, so that
   PyInstaller takes it for a part of Windows and leaves it out of what it builds. */
#include <stddef.h>
#define X __declspec(dllexport)
typedef int UErrorCode; enum { U_FILE_ACCESS_ERROR = 4, U_UNSUPPORTED_ERROR = 16 };
static void fail(UErrorCode *e, int c) { if (e && *e <= 0) *e = c; }
X void *ucnv_open(const char *n, UErrorCode *e) { (void)n; fail(e, U_FILE_ACCESS_ERROR); return NULL; }
X void ucnv_close(void *c) { (void)c; }
X void ucnv_reset(void *c) { (void)c; }
X signed char ucnv_getMaxCharSize(const void *c) { (void)c; return 1; }
X const char *ucnv_getName(const void *c, UErrorCode *e) { (void)c; fail(e, U_UNSUPPORTED_ERROR); return ""; }
X void ucnv_getToUCallBack(const void *c, void **a, const void **ctx) { (void)c; if (a) *a = NULL; if (ctx) *ctx = NULL; }
X void ucnv_getFromUCallBack(const void *c, void **a, const void **ctx) { (void)c; if (a) *a = NULL; if (ctx) *ctx = NULL; }
X void ucnv_setToUCallBack(void *c, void *n, const void *nc, void **o, const void **oc, UErrorCode *e) { (void)c;(void)n;(void)nc; if (o) *o = NULL; if (oc) *oc = NULL; fail(e, U_UNSUPPORTED_ERROR); }
X void ucnv_setFromUCallBack(void *c, void *n, const void *nc, void **o, const void **oc, UErrorCode *e) { (void)c;(void)n;(void)nc; if (o) *o = NULL; if (oc) *oc = NULL; fail(e, U_UNSUPPORTED_ERROR); }
X void ucnv_cbToUWriteUChars(void *a, const void *s, int n, int o, UErrorCode *e) { (void)a;(void)s;(void)n;(void)o; fail(e, U_UNSUPPORTED_ERROR); }
X void ucnv_cbFromUWriteUChars(void *a, const void **s, const void *l, int o, UErrorCode *e) { (void)a;(void)s;(void)l;(void)o; fail(e, U_UNSUPPORTED_ERROR); }
X void ucnv_toUnicode(void *c, void **t, const void *tl, const char **s, const char *sl, int *o, signed char f, UErrorCode *e) { (void)c;(void)t;(void)tl;(void)s;(void)sl;(void)o;(void)f; fail(e, U_UNSUPPORTED_ERROR); }
X void ucnv_fromUnicode(void *c, char **t, const char *tl, const void **s, const void *sl, int *o, signed char f, UErrorCode *e) { (void)c;(void)t;(void)tl;(void)s;(void)sl;(void)o;(void)f; fail(e, U_UNSUPPORTED_ERROR); }
X int ucnv_toUCountPending(const void *c, UErrorCode *e) { (void)c;(void)e; return 0; }
X int ucnv_fromUCountPending(const void *c, UErrorCode *e) { (void)c;(void)e; return 0; }
X const char *ucnv_getStandardName(const char *n, const char *s, UErrorCode *e) { (void)n;(void)s;(void)e; return NULL; }
X const char *ucnv_getAvailableName(int n) { (void)n; return NULL; }
X int ucnv_countAvailable(void) { return 0; }
X void UCNV_FROM_U_CALLBACK_SUBSTITUTE(void) {}
X void UCNV_TO_U_CALLBACK_SUBSTITUTE(void) {}

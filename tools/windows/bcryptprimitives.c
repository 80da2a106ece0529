/* Stand-in for Windows' own bcryptprimitives.dll, which Wine has from version 9 on; never shipped.
   cryptography and pyrage take their random bytes from its ProcessPrng, which is handed on to RtlGenRandom
   (SystemFunction036 of advapi32). It lies in the system32 of the Wine prefix, like icuuc.dll. */
#include <windows.h>
BOOLEAN NTAPI SystemFunction036(PVOID, ULONG);
__declspec(dllexport) BOOL WINAPI ProcessPrng(BYTE *b, SIZE_T n) { return SystemFunction036(b, (ULONG)n); }

/* Stands between a program and the C library: sees, and can make fail, what is done to files below one folder.
 *
 * Preloaded (LD_PRELOAD) and armed from within the process; until `shim_watch` every call goes straight through. What
 * Python, shutil and a statically linked SQLite call is interposed. One lock is held over a change and its line in the
 * log, so that the log has the order in which things happened, whichever thread did them. A file is known by the path
 * that the kernel knows it by at that moment (/proc/self/fd), so that renames and duplicated descriptors need no table.
 *
 * A record of the log: struct head, then the first path, the second path and the data; paths are below the folder.
 */
#define _GNU_SOURCE
#include <dirent.h>
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/types.h>
#include <sys/uio.h>
#include <unistd.h>

enum { DATA = 1, SYNC = 2, CREATE = 4, MOVE = 8, CUT = 16, READ = 32, ONWARDS = 64 };
enum { LONGEST = 4096 };

struct head {
    char op;          /* c create, w write, t truncate, s sync, r rename, u unlink, m mkdir, x rmdir, l link, y symlink,
                         M shared writable map, # mark */
    char pad[3];
    uint32_t first;   /* bytes of the first path */
    uint32_t second;  /* bytes of the second path */
    uint32_t data;    /* bytes of data */
    uint64_t offset;  /* of a write; the new size for a truncate */
};

static int watching = 0;
static char folder[LONGEST];
static size_t folder_length = 0;
static int log_to = -1;
static long seen[64]; /* of each kind, since `shim_fail` */
static long fail_at = 0, counted = 0, failures = 0;
static int fail_error = 0, fail_mode = 0, full_next = 0;
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;

#define REAL(result, name, ...)                                                                                        \
    static result (*real_##name)(__VA_ARGS__) = NULL;                                                                  \
    static inline void find_##name(void) {                                                                             \
        if (real_##name == NULL) real_##name = (result(*)(__VA_ARGS__))dlsym(RTLD_NEXT, #name);                        \
    }

REAL(int, open, const char *, int, ...)
REAL(int, openat, int, const char *, int, ...)
REAL(ssize_t, write, int, const void *, size_t)
REAL(ssize_t, pwrite, int, const void *, size_t, off_t)
REAL(ssize_t, writev, int, const struct iovec *, int)
REAL(ssize_t, read, int, void *, size_t)
REAL(ssize_t, pread, int, void *, size_t, off_t)
REAL(int, ftruncate, int, off_t)
REAL(int, truncate, const char *, off_t)
REAL(int, fsync, int)
REAL(int, fdatasync, int)
REAL(int, renameat2, int, const char *, int, const char *, unsigned int)
REAL(int, unlinkat, int, const char *, int)
REAL(int, mkdirat, int, const char *, mode_t)
REAL(int, linkat, int, const char *, int, const char *, int)
REAL(int, symlinkat, const char *, int, const char *)
REAL(ssize_t, sendfile, int, int, off_t *, size_t)
REAL(ssize_t, copy_file_range, int, off_t *, int, off_t *, size_t, unsigned int)
REAL(void *, mmap, void *, size_t, int, int, int, off_t)
REAL(DIR *, opendir, const char *)

static void child_unlocks(void) { pthread_mutex_init(&lock, NULL); }

__attribute__((constructor)) static void begin(void) {
    find_open(); find_openat(); find_write(); find_pwrite(); find_writev(); find_read(); find_pread();
    find_ftruncate(); find_truncate(); find_fsync(); find_fdatasync(); find_renameat2(); find_unlinkat();
    find_mkdirat(); find_linkat(); find_symlinkat(); find_sendfile(); find_copy_file_range(); find_mmap();
    find_opendir();
    pthread_atfork(NULL, NULL, child_unlocks);
}

/* --- Which file is it ----------------------------------------------------------------------------------------- */

/* The path below the folder of an absolute one, "." for the folder itself, or NULL. */
static const char *below(const char *path) {
    if (strncmp(path, folder, folder_length) != 0) return NULL;
    if (path[folder_length] == '\0') return ".";
    return path[folder_length] == '/' ? path + folder_length + 1 : NULL;
}

static const char *by_descriptor(int descriptor, char *space) {
    char link[64];
    snprintf(link, sizeof link, "/proc/self/fd/%d", descriptor);
    ssize_t length = readlink(link, space, LONGEST - 1);
    if (length <= 0) return NULL;
    space[length] = '\0';
    return below(space);
}

/* Takes ".", ".." and doubled slashes out of an absolute path, in place. */
static void tidy(char *path) {
    char *out = path, *in = path;
    while (*in) {
        while (*in == '/') in++;
        size_t length = strcspn(in, "/");
        if (length == 2 && in[0] == '.' && in[1] == '.') {
            while (out > path && *--out != '/') {}
        } else if (length && !(length == 1 && in[0] == '.')) {
            *out++ = '/';
            memmove(out, in, length);
            out += length;
        }
        in += length;
    }
    if (out == path) *out++ = '/';
    *out = '\0';
}

static const char *by_name(int at, const char *name, char *space) {
    if (name == NULL) return NULL;
    if (name[0] == '/') {
        if (snprintf(space, LONGEST, "%s", name) >= LONGEST) return NULL;
    } else {
        char base[LONGEST], link[64];
        snprintf(link, sizeof link, at == AT_FDCWD ? "/proc/self/cwd" : "/proc/self/fd/%d", at);
        ssize_t length = readlink(link, base, LONGEST - 1);
        if (length <= 0) return NULL;
        base[length] = '\0';
        if ((size_t)snprintf(space, LONGEST, "%s/%s", base, name) >= LONGEST) return NULL;
    }
    tidy(space);
    return below(space);
}

/* --- What is written down --------------------------------------------------------------------------------------- */

static void all_of(const void *bytes, size_t length) {
    const char *at = bytes;
    while (length > 0) {
        ssize_t done = real_write(log_to, at, length);
        if (done < 0) {
            if (errno == EINTR) continue;
            abort(); /* a log with a hole would prove nothing */
        }
        at += done;
        length -= (size_t)done;
    }
}

static void note(char op, const char *first, const char *second, uint64_t offset, const void *data, size_t length) {
    if (log_to < 0) return;
    int kept = errno;
    struct head head = {.op = op, .first = (uint32_t)strlen(first), .second = (uint32_t)strlen(second),
                        .data = (uint32_t)length, .offset = offset};
    all_of(&head, sizeof head);
    all_of(first, head.first);
    all_of(second, head.second);
    all_of(data, length);
    errno = kept;
}

/* --- What is made to fail --------------------------------------------------------------------------------------- */

enum { GO = 0, FAIL = 1, HALF = 2 };

/* Whether this operation shall fail (errno is set then), or be a short write; called with the lock held. */
static int verdict(int kind) {
    seen[kind & 63]++;
    if (!(fail_mode & kind)) return GO;
    counted++;
    if (full_next && kind == DATA) {
        full_next = 0;
        failures++;
        errno = ENOSPC;
        return FAIL;
    }
    if (fail_at <= 0 || (fail_mode & ONWARDS ? counted < fail_at : counted != fail_at)) return GO;
    failures++;
    if (fail_error == 0 && kind == DATA && counted == fail_at) {
        full_next = 1;
        return HALF;
    }
    errno = fail_error ? fail_error : ENOSPC;
    return FAIL;
}

#define HOLD pthread_mutex_lock(&lock)
#define LET_GO(result)                                                                                                 \
    do {                                                                                                               \
        int kept_ = errno;                                                                                             \
        pthread_mutex_unlock(&lock);                                                                                   \
        errno = kept_;                                                                                                 \
        return result;                                                                                                 \
    } while (0)

/* --- For the tests ---------------------------------------------------------------------------------------------- */

int shim_watch(const char *path) {
    HOLD;
    watching = 0;
    if (path != NULL) {
        folder_length = strlen(path);
        if (path[0] != '/' || folder_length >= LONGEST) {
            errno = EINVAL;
            LET_GO(-1);
        }
        memcpy(folder, path, folder_length + 1);
        watching = 1;
    }
    LET_GO(0);
}

int shim_record(const char *path) {
    HOLD;
    if (log_to >= 0) close(log_to);
    log_to = -1;
    if (path != NULL) {
        log_to = real_open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
        if (log_to < 0) LET_GO(-1);
    }
    LET_GO(0);
}

int shim_mark(const char *text) {
    HOLD;
    note('#', "", "", 0, text, strlen(text));
    LET_GO(0);
}

int shim_fail(long nth, int error, int mode) {
    HOLD;
    fail_at = nth;
    fail_error = error;
    fail_mode = mode;
    counted = failures = full_next = 0;
    memset(seen, 0, sizeof seen);
    LET_GO(0);
}

long shim_count(void) { return counted; }
long shim_seen(int kind) { return seen[kind & 63]; }
long shim_failed(void) { return failures; }

/* --- Opening ---------------------------------------------------------------------------------------------------- */

static int opened(int at, const char *name, int flags, mode_t mode) {
    char space[LONGEST];
    const char *path = watching ? by_name(at, name, space) : NULL;
    if (path == NULL) return real_openat(at, name, flags, mode);
    HOLD;
    int writes = (flags & O_ACCMODE) != O_RDONLY || flags & (O_CREAT | O_TRUNC);
    if (verdict(writes ? CREATE : READ)) LET_GO(-1);
    struct stat before;
    int existed = stat(space, &before) == 0;
    int descriptor = real_openat(at, name, flags, mode);
    if (descriptor >= 0) {
        if (!existed) note('c', path, "", 0, "", 0);
        else if (flags & O_TRUNC && S_ISREG(before.st_mode) && before.st_size > 0) note('t', path, "", 0, "", 0);
    }
    LET_GO(descriptor);
}

#define MODE(last)                                                                                                     \
    mode_t mode = 0;                                                                                                   \
    if (flags & O_CREAT || (flags & O_TMPFILE) == O_TMPFILE) {                                                         \
        va_list more;                                                                                                  \
        va_start(more, last);                                                                                          \
        mode = (mode_t)va_arg(more, int);                                                                              \
        va_end(more);                                                                                                  \
    }

int open(const char *name, int flags, ...) { MODE(flags) find_openat(); return opened(AT_FDCWD, name, flags, mode); }
int open64(const char *name, int flags, ...) { MODE(flags) find_openat(); return opened(AT_FDCWD, name, flags, mode); }
int openat(int at, const char *name, int flags, ...) { MODE(flags) find_openat(); return opened(at, name, flags, mode); }
int openat64(int at, const char *name, int flags, ...) { MODE(flags) find_openat(); return opened(at, name, flags, mode); }
int creat(const char *name, mode_t mode) { return opened(AT_FDCWD, name, O_WRONLY | O_CREAT | O_TRUNC, mode); }
int creat64(const char *name, mode_t mode) { return creat(name, mode); }
int __open_2(const char *name, int flags) { find_openat(); return opened(AT_FDCWD, name, flags, 0); }
int __open64_2(const char *name, int flags) { find_openat(); return opened(AT_FDCWD, name, flags, 0); }
int __openat_2(int at, const char *name, int flags) { find_openat(); return opened(at, name, flags, 0); }
int __openat64_2(int at, const char *name, int flags) { find_openat(); return opened(at, name, flags, 0); }

DIR *opendir(const char *name) {
    find_opendir();
    char space[LONGEST];
    if (!watching || by_name(AT_FDCWD, name, space) == NULL) return real_opendir(name);
    HOLD;
    if (verdict(READ)) LET_GO(NULL);
    LET_GO(real_opendir(name));
}

/* --- Reading ---------------------------------------------------------------------------------------------------- */

static int may_read(int descriptor) {
    char space[LONGEST];
    if (!(fail_mode & READ) || by_descriptor(descriptor, space) == NULL) return 1;
    HOLD;
    int good = verdict(READ) == GO;
    LET_GO(good);
}

ssize_t read(int descriptor, void *bytes, size_t length) {
    find_read();
    return watching && !may_read(descriptor) ? -1 : real_read(descriptor, bytes, length);
}

ssize_t pread(int descriptor, void *bytes, size_t length, off_t offset) {
    find_pread();
    return watching && !may_read(descriptor) ? -1 : real_pread(descriptor, bytes, length, offset);
}

ssize_t pread64(int descriptor, void *bytes, size_t length, off_t offset) {
    return pread(descriptor, bytes, length, offset);
}

ssize_t __read_chk(int descriptor, void *bytes, size_t length, size_t room) {
    (void)room;
    return read(descriptor, bytes, length);
}

ssize_t __pread_chk(int descriptor, void *bytes, size_t length, off_t offset, size_t room) {
    (void)room;
    return pread(descriptor, bytes, length, offset);
}

ssize_t __pread64_chk(int descriptor, void *bytes, size_t length, off_t offset, size_t room) {
    (void)room;
    return pread(descriptor, bytes, length, offset);
}

/* --- Writing ---------------------------------------------------------------------------------------------------- */

ssize_t write(int descriptor, const void *bytes, size_t length) {
    find_write();
    char space[LONGEST];
    const char *path = watching ? by_descriptor(descriptor, space) : NULL;
    if (path == NULL) return real_write(descriptor, bytes, length);
    HOLD;
    int said = verdict(DATA);
    if (said == FAIL) LET_GO(-1);
    ssize_t done = real_write(descriptor, bytes, said == HALF && length > 1 ? length / 2 : length);
    if (done > 0) note('w', path, "", (uint64_t)(lseek(descriptor, 0, SEEK_CUR) - done), bytes, (size_t)done);
    LET_GO(done);
}

ssize_t pwrite(int descriptor, const void *bytes, size_t length, off_t offset) {
    find_pwrite();
    char space[LONGEST];
    const char *path = watching ? by_descriptor(descriptor, space) : NULL;
    if (path == NULL) return real_pwrite(descriptor, bytes, length, offset);
    HOLD;
    int said = verdict(DATA);
    if (said == FAIL) LET_GO(-1);
    ssize_t done = real_pwrite(descriptor, bytes, said == HALF && length > 1 ? length / 2 : length, offset);
    if (done > 0) note('w', path, "", (uint64_t)offset, bytes, (size_t)done);
    LET_GO(done);
}

ssize_t pwrite64(int descriptor, const void *bytes, size_t length, off_t offset) {
    return pwrite(descriptor, bytes, length, offset);
}

/* In one piece and then the next: a gathered write may be cut short after any of them. */
ssize_t writev(int descriptor, const struct iovec *pieces, int count) {
    find_writev();
    char space[LONGEST];
    if (!watching || by_descriptor(descriptor, space) == NULL) return real_writev(descriptor, pieces, count);
    ssize_t all = 0;
    for (int at = 0; at < count; at++) {
        ssize_t done = write(descriptor, pieces[at].iov_base, pieces[at].iov_len);
        if (done < 0) return all > 0 ? all : -1;
        all += done;
        if ((size_t)done < pieces[at].iov_len) break;
    }
    return all;
}

int ftruncate(int descriptor, off_t size) {
    find_ftruncate();
    char space[LONGEST];
    const char *path = watching ? by_descriptor(descriptor, space) : NULL;
    if (path == NULL) return real_ftruncate(descriptor, size);
    HOLD;
    if (verdict(CUT)) LET_GO(-1);
    int result = real_ftruncate(descriptor, size);
    if (result == 0) note('t', path, "", (uint64_t)size, "", 0);
    LET_GO(result);
}

int ftruncate64(int descriptor, off_t size) { return ftruncate(descriptor, size); }

int truncate(const char *name, off_t size) {
    find_truncate();
    char space[LONGEST];
    const char *path = watching ? by_name(AT_FDCWD, name, space) : NULL;
    if (path == NULL) return real_truncate(name, size);
    HOLD;
    if (verdict(CUT)) LET_GO(-1);
    int result = real_truncate(name, size);
    if (result == 0) note('t', path, "", (uint64_t)size, "", 0);
    LET_GO(result);
}

int truncate64(const char *name, off_t size) { return truncate(name, size); }

static int synced(int descriptor, int (*real)(int)) {
    char space[LONGEST];
    const char *path = watching ? by_descriptor(descriptor, space) : NULL;
    if (path == NULL) return real(descriptor);
    HOLD;
    if (verdict(SYNC)) LET_GO(-1);
    note('s', path, "", 0, "", 0); /* what waits for a disk is not what is tested: the disk itself is left in peace */
    LET_GO(0);
}

int fsync(int descriptor) { find_fsync(); return synced(descriptor, real_fsync); }
int fdatasync(int descriptor) { find_fdatasync(); return synced(descriptor, real_fdatasync); }

/* These go past the calls above, so a program falls back to reading and writing. */
ssize_t sendfile(int to, int from, off_t *offset, size_t length) {
    find_sendfile();
    char space[LONGEST];
    if (!watching || by_descriptor(to, space) == NULL) return real_sendfile(to, from, offset, length);
    errno = ENOSYS;
    return -1;
}

ssize_t sendfile64(int to, int from, off_t *offset, size_t length) { return sendfile(to, from, offset, length); }

ssize_t copy_file_range(int from, off_t *read_at, int to, off_t *write_at, size_t length, unsigned int flags) {
    find_copy_file_range();
    char space[LONGEST];
    if (!watching || by_descriptor(to, space) == NULL)
        return real_copy_file_range(from, read_at, to, write_at, length, flags);
    errno = EINVAL;
    return -1;
}

/* Writes into a shared map are seen by nobody, so at least that there is one is written down. */
void *mmap(void *address, size_t length, int protection, int flags, int descriptor, off_t offset) {
    find_mmap();
    if (watching && flags & MAP_SHARED && protection & PROT_WRITE && descriptor >= 0) {
        char space[LONGEST];
        const char *path = by_descriptor(descriptor, space);
        if (path != NULL) {
            HOLD;
            note('M', path, "", 0, "", 0);
            pthread_mutex_unlock(&lock);
        }
    }
    return real_mmap(address, length, protection, flags, descriptor, offset);
}

void *mmap64(void *address, size_t length, int protection, int flags, int descriptor, off_t offset) {
    return mmap(address, length, protection, flags, descriptor, offset);
}

/* --- Names ------------------------------------------------------------------------------------------------------ */

static int moved(int from_at, const char *from, int to_at, const char *to, unsigned int flags) {
    char space[LONGEST], other[LONGEST];
    const char *first = watching ? by_name(from_at, from, space) : NULL;
    const char *second = watching ? by_name(to_at, to, other) : NULL;
    if (first == NULL && second == NULL) return real_renameat2(from_at, from, to_at, to, flags);
    HOLD;
    if (first == NULL || second == NULL) { /* whatever lies outside the folder is another disk */
        errno = EXDEV;
        LET_GO(-1);
    }
    if (verdict(MOVE)) LET_GO(-1);
    int result = real_renameat2(from_at, from, to_at, to, flags);
    if (result == 0) note('r', first, second, 0, "", 0);
    LET_GO(result);
}

int rename(const char *from, const char *to) { find_renameat2(); return moved(AT_FDCWD, from, AT_FDCWD, to, 0); }
int renameat(int from_at, const char *from, int to_at, const char *to) {
    find_renameat2();
    return moved(from_at, from, to_at, to, 0);
}
int renameat2(int from_at, const char *from, int to_at, const char *to, unsigned int flags) {
    find_renameat2();
    return moved(from_at, from, to_at, to, flags);
}

static int removed(int at, const char *name, int flags) {
    char space[LONGEST];
    const char *path = watching ? by_name(at, name, space) : NULL;
    if (path == NULL) return real_unlinkat(at, name, flags);
    HOLD;
    if (verdict(MOVE)) LET_GO(-1);
    int result = real_unlinkat(at, name, flags);
    if (result == 0) note(flags & AT_REMOVEDIR ? 'x' : 'u', path, "", 0, "", 0);
    LET_GO(result);
}

int unlink(const char *name) { find_unlinkat(); return removed(AT_FDCWD, name, 0); }
int unlinkat(int at, const char *name, int flags) { find_unlinkat(); return removed(at, name, flags); }
int rmdir(const char *name) { find_unlinkat(); return removed(AT_FDCWD, name, AT_REMOVEDIR); }
int remove(const char *name) {
    struct stat what;
    int folder_ = lstat(name, &what) == 0 && S_ISDIR(what.st_mode);
    find_unlinkat();
    return removed(AT_FDCWD, name, folder_ ? AT_REMOVEDIR : 0);
}

static int made(int at, const char *name, mode_t mode) {
    char space[LONGEST];
    const char *path = watching ? by_name(at, name, space) : NULL;
    if (path == NULL) return real_mkdirat(at, name, mode);
    HOLD;
    if (verdict(CREATE)) LET_GO(-1);
    int result = real_mkdirat(at, name, mode);
    if (result == 0) note('m', path, "", 0, "", 0);
    LET_GO(result);
}

int mkdir(const char *name, mode_t mode) { find_mkdirat(); return made(AT_FDCWD, name, mode); }
int mkdirat(int at, const char *name, mode_t mode) { find_mkdirat(); return made(at, name, mode); }

static int linked(int from_at, const char *from, int to_at, const char *to, int flags) {
    char space[LONGEST], other[LONGEST];
    const char *first = watching ? by_name(from_at, from, space) : NULL;
    const char *second = watching ? by_name(to_at, to, other) : NULL;
    if (first == NULL && second == NULL) return real_linkat(from_at, from, to_at, to, flags);
    HOLD;
    if (first == NULL || second == NULL) {
        errno = EXDEV;
        LET_GO(-1);
    }
    if (verdict(CREATE)) LET_GO(-1);
    int result = real_linkat(from_at, from, to_at, to, flags);
    if (result == 0) note('l', first, second, 0, "", 0);
    LET_GO(result);
}

int link(const char *from, const char *to) { find_linkat(); return linked(AT_FDCWD, from, AT_FDCWD, to, 0); }
int linkat(int from_at, const char *from, int to_at, const char *to, int flags) {
    find_linkat();
    return linked(from_at, from, to_at, to, flags);
}

static int pointed(const char *target, int at, const char *name) {
    char space[LONGEST];
    const char *path = watching ? by_name(at, name, space) : NULL;
    if (path == NULL) return real_symlinkat(target, at, name);
    HOLD;
    if (verdict(CREATE)) LET_GO(-1);
    int result = real_symlinkat(target, at, name);
    if (result == 0) note('y', path, target, 0, "", 0);
    LET_GO(result);
}

int symlink(const char *target, const char *name) { find_symlinkat(); return pointed(target, AT_FDCWD, name); }
int symlinkat(const char *target, int at, const char *name) { find_symlinkat(); return pointed(target, at, name); }

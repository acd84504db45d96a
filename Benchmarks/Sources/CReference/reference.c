#include "reference.h"

#include <errno.h>
#include <malloc.h>
#include <string.h>
#include <time.h>

static const double powers[] = {1e0,  1e1,  1e2,  1e3,  1e4,  1e5,  1e6,  1e7,
                                1e8,  1e9,  1e10, 1e11, 1e12, 1e13, 1e14, 1e15};

size_t reference_cached(const uint8_t *page, size_t size, const uint8_t *heads, const uint32_t *lengths, size_t lines,
                        double *out) {
    const uint8_t *at = page, *end = page + size;
    for (size_t line = 0; line < lines; line++) {
        size_t length = lengths[line];
        if ((size_t)(end - at) < length + 2 || memcmp(at, heads, length) != 0) return line;
        at += length;
        heads += length;
        int negative = *at == '-', digits = 0, decimals = 0;
        at += negative;
        uint64_t mantissa = 0;
        for (; at < end && (uint8_t)(*at - '0') < 10; at++, digits++) mantissa = mantissa * 10 + (uint64_t)(*at - '0');
        if (at < end && *at == '.') {
            const uint8_t *first = ++at;
            for (; at < end && (uint8_t)(*at - '0') < 10; at++, digits++)
                mantissa = mantissa * 10 + (uint64_t)(*at - '0');
            decimals = (int)(at - first);
        }
        if (at >= end || *at != '\n' || digits == 0 || digits > 15) {
            at = memchr(at, '\n', (size_t)(end - at));
            if (at == NULL) return line;
            out[line] = 0;
        } else {
            double value = (double)mantissa / powers[decimals];
            out[line] = negative ? -value : value;
        }
        at++;
    }
    return lines;
}

size_t reference_lines(const uint8_t *page, size_t size) {
    size_t lines = 0;
    const uint8_t *at = page, *end = page + size;
    while (at < end && (at = memchr(at, '\n', (size_t)(end - at))) != NULL) at++, lines++;
    return lines;
}

uint64_t reference_cpu_ns(void) {
    struct timespec now;
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return (uint64_t)now.tv_sec * 1000000000u + (uint64_t)now.tv_nsec;
}

/* The program's own malloc in front of the library's: it counts. */
extern void *__libc_malloc(size_t);
extern void *__libc_calloc(size_t, size_t);
extern void *__libc_realloc(void *, size_t);
extern void *__libc_memalign(size_t, size_t);
static uint64_t allocations;

void *malloc(size_t size) { allocations++; return __libc_malloc(size); }
void *calloc(size_t count, size_t size) { allocations++; return __libc_calloc(count, size); }
void *realloc(void *old, size_t size) { allocations++; return __libc_realloc(old, size); }
void *aligned_alloc(size_t alignment, size_t size) { allocations++; return __libc_memalign(alignment, size); }
int posix_memalign(void **out, size_t alignment, size_t size) {
    allocations++;
    *out = __libc_memalign(alignment, size);
    return *out == NULL ? ENOMEM : 0;
}

uint64_t reference_allocations(void) { return allocations; }

uint64_t reference_heap(void) {
    struct mallinfo2 info = mallinfo2();
    return info.uordblks + info.hblkhd;
}

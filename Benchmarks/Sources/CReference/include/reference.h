/* What C does without asking questions, and a count of what is allocated: the measure of the parser figures. */
#ifndef VIGIE_REFERENCE_H
#define VIGIE_REFERENCE_H
#include <stddef.h>
#include <stdint.h>

/* Compares each remembered head and reads a plain decimal after it; other numbers are stepped over, nothing is validated.
   Returns the lines that matched. */
size_t reference_cached(const uint8_t *page, size_t size, const uint8_t *heads, const uint32_t *lengths, size_t lines,
                        double *out);
/* Lines of a page. */
size_t reference_lines(const uint8_t *page, size_t size);
uint64_t reference_cpu_ns(void);
/* Calls of malloc and its kin so far. */
uint64_t reference_allocations(void);
/* Bytes that are allocated and not freed. */
uint64_t reference_heap(void);
#endif

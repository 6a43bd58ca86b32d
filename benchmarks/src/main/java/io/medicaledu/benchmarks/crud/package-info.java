/**
 * The plain CRUD application that people would write instead: Spring Web, Spring Data JPA, one transaction per request.
 * It runs in a process of its own and writes the rows that the floor writes.
 */
@NullMarked
package io.medicaledu.benchmarks.crud;

import org.jspecify.annotations.NullMarked;

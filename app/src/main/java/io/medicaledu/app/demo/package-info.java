/** The demo: sample data and what it prints. */
@NullMarked
package io.medicaledu.app.demo;

import org.jspecify.annotations.NullMarked;

/** PayPal's API, the page where payers approve, and the controls for tests, over HTTP. */
@NullMarked
package io.medicaledu.sandbox.paypal.web;

import org.jspecify.annotations.NullMarked;

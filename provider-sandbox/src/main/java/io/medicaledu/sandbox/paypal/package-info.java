/** What PayPal knows and does: orders, captures, refunds, disputes, the account's book, events and their signature. */
@NullMarked
package io.medicaledu.sandbox.paypal;

import org.jspecify.annotations.NullMarked;

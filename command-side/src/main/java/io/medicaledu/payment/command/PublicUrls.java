package io.medicaledu.payment.command;

import io.medicaledu.payment.api.PaymentProvider;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Where this installation can be reached, as seen by a student's browser. */
public interface PublicUrls {

    /** The page of a booking. */
    String booking(UUID bookingId);

    /** The sandbox that stands in for the provider, if it is on. */
    @Nullable
    String sandbox(PaymentProvider provider);
}

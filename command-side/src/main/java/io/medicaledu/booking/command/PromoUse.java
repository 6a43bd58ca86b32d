package io.medicaledu.booking.command;

import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The promo code of a booking, as long as it counts, and the one that counted last. */
final class PromoUse {

    private @Nullable UUID current;
    private @Nullable UUID last;

    void redeem(UUID promoCode) {
        current = promoCode;
    }

    void release() {
        last = current;
        current = null;
    }

    Optional<UUID> current() {
        return Optional.ofNullable(current);
    }

    /** What has to be redeemed once more if the booking comes back. */
    Optional<UUID> last() {
        return Optional.ofNullable(last);
    }
}

package io.medicaledu.audit.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.medicaledu.booking.api.BookingStatus;
import io.medicaledu.identity.api.UserRole;
import io.medicaledu.payment.api.PaymentProvider;
import io.medicaledu.payment.api.PaymentStatus;
import org.axonframework.serialization.Revision;
import org.junit.jupiter.api.Test;

class EventCatalogTest {

    @Test
    void everyEventHasARevisionAndIsARecord() {
        assertThat(EventCatalog.byName()).isNotEmpty().allSatisfy((name, type) -> {
            assertThat(type.getAnnotation(Revision.class)).as(name).isNotNull();
            assertThat(type.isRecord()).as(name).isTrue();
        });
    }

    @Test
    void enumCodesAreThoseOfTheSeed() {
        assertThat(UserRole.values())
                .as("codes of the seed first")
                .startsWith(UserRole.Admin, UserRole.Instructor, UserRole.Student);
        assertThat(BookingStatus.values())
                .extracting(Enum::name)
                .containsExactly("Pending", "Confirmed", "Cancelled", "Completed", "NoShow", "Rescheduled");
        assertThat(PaymentStatus.values())
                .extracting(Enum::name)
                .containsExactly("Pending", "Succeeded", "Failed", "Cancelled", "Refunded", "PartiallyRefunded");
        assertThat(PaymentProvider.values()).containsExactly(PaymentProvider.Stripe, PaymentProvider.PayPal);
    }
}

package io.medicaledu.app.eventstore;

import static org.assertj.core.api.Assertions.assertThat;

import io.medicaledu.app.support.GoldenEvents;
import io.medicaledu.app.support.GoldenEvents.Golden;
import io.medicaledu.booking.api.BookingEvent.BookingCancelled;
import io.medicaledu.booking.api.BookingEvent.MeetingArranged;
import io.medicaledu.booking.api.Funding;
import io.medicaledu.identity.api.UserEvent.UserDeactivated;
import io.medicaledu.payment.api.PaymentEvent.DisputeOpened;
import io.medicaledu.payment.api.PaymentEvent.PaymentCaptured;
import io.medicaledu.payment.api.PaymentEvent.PaymentFlagged;
import io.medicaledu.payment.api.PaymentProvider;
import io.medicaledu.shared.Money;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.axonframework.eventhandling.GenericDomainEventEntry;
import org.axonframework.serialization.Serializer;
import org.axonframework.serialization.upcasting.event.InitialEventRepresentation;
import org.axonframework.serialization.upcasting.event.IntermediateEventRepresentation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Older revisions are raised while they are read; others are not even parsed. */
class RevisionUpcasterTest {

    private static final UUID PAYMENT = UUID.fromString("2f6274fd-a063-5bef-a344-35dc0a0f9efc");

    private final Serializer serializer = new EventSerializerConfiguration().eventSerializer();
    private final RevisionUpcaster upcaster = new RevisionUpcaster(EventRevisions.STEPS);

    private IntermediateEventRepresentation stored(String name, String revision, String payload) {
        return new InitialEventRepresentation(
                new GenericDomainEventEntry<>(
                        "Any", "an-aggregate", 0, "an-event", Instant.EPOCH, name, revision, payload, "{}"),
                serializer);
    }

    private IntermediateEventRepresentation raised(IntermediateEventRepresentation stored) {
        return upcaster.upcast(Stream.of(stored)).toList().getFirst();
    }

    private <T> T read(String name, String revision, Class<T> type) {
        return type.cast(read(new Golden(name, revision)));
    }

    private Object read(Golden golden) {
        return serializer.deserialize(
                raised(stored(golden.name(), golden.revision(), golden.text())).getData());
    }

    static List<Golden> older() {
        return GoldenEvents.all().stream().filter(golden -> !golden.isCurrent()).toList();
    }

    static List<Golden> current() {
        return GoldenEvents.all().stream().filter(Golden::isCurrent).toList();
    }

    @ParameterizedTest
    @MethodSource("older")
    void everyReleasedRevisionIsStillRead(Golden golden) {
        assertThat(read(golden)).isInstanceOf(golden.type());
    }

    @ParameterizedTest
    @MethodSource("current")
    void whatIsCurrentIsHandedOnUnparsed(Golden golden) {
        IntermediateEventRepresentation stored = stored(golden.name(), golden.revision(), "not { even JSON");

        assertThat(raised(stored)).isSameAs(stored);
    }

    @Test
    void paymentsFromBeforePayPalWereStripes() {
        assertThat(read("PaymentCaptured", "1", PaymentCaptured.class).provider())
                .isEqualTo(PaymentProvider.Stripe);
        assertThat(read("PaymentFlagged", "1", PaymentFlagged.class).provider()).isEqualTo(PaymentProvider.Stripe);
        assertThat(read("PaymentCaptured", "2", PaymentCaptured.class).provider())
                .isEqualTo(PaymentProvider.PayPal);
    }

    @Test
    void aDisputeHadTakenAllOfIt() {
        assertThat(read("DisputeOpened", "1", DisputeOpened.class).withdrawn()).isEqualTo(Money.of("45.00", "USD"));
        assertThat(read("DisputeOpened", "2", DisputeOpened.class).withdrawn()).isEqualTo(Money.of("0.00", "USD"));
    }

    @Test
    void aBookingGaveBackWhatItsOnePaymentHadBrought() {
        BookingCancelled cancelled = read("BookingCancelled", "1", BookingCancelled.class);

        assertThat(cancelled.refunds()).containsExactly(new Funding(PAYMENT, Money.of("22.50", "USD")));
        assertThat(cancelled.withheld()).isNull();
    }

    @Test
    void aBookingThatGaveNothingBackHasNoRefunds() {
        for (String change : List.of("\"paymentId\": null", "\"refund\": {\"minorUnits\": 0, \"currency\": \"USD\"}")) {
            assertThat(cancelledWith(change).refunds()).as(change).isEmpty();
        }
        ObjectNode unpaid = golden("BookingCancelled");
        unpaid.remove("paymentId");
        assertThat(cancelled(unpaid).refunds()).isEmpty();
    }

    private static ObjectNode golden(String name) {
        return (ObjectNode) JsonMapper.shared().readTree(new Golden(name, "1").text());
    }

    private BookingCancelled cancelledWith(String change) {
        ObjectNode event = golden("BookingCancelled");
        event.setAll((ObjectNode) JsonMapper.shared().readTree("{" + change + "}"));
        return cancelled(event);
    }

    private BookingCancelled cancelled(ObjectNode event) {
        return serializer.deserialize(
                raised(stored("BookingCancelled", "1", event.toString())).getData());
    }

    @Test
    void whoWasDeactivatedKeptTheirBookings() {
        assertThat(read("UserDeactivated", "1", UserDeactivated.class).endsBookings())
                .isFalse();
    }

    @Test
    void nobodyWasToldOfANewAddressOfTheMeeting() {
        assertThat(read("MeetingArranged", "1", MeetingArranged.class).changesUrl())
                .isFalse();
    }
}

package io.medicaledu.access.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.medicaledu.access.api.AccessKind;
import io.medicaledu.access.command.RefusalCounts.Bound;
import io.medicaledu.access.command.RefusalCounts.Span;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A flood from ever more networks makes few events, and they tell of all of it. */
class RefusalsWorkerTest {

    private static final Instant SINCE = Instant.parse("2027-01-15T09:00:00Z");

    private static Span span(Bound bound, AccessKind kind, String subject, int surplus) {
        return new Span(bound, kind, subject, SINCE, SINCE.plusSeconds(60), surplus);
    }

    @Test
    void manyNetworksAreToldTogether() {
        List<Span> spans = new ArrayList<>();
        for (int i = 1; i <= 1_000; i++) {
            spans.add(span(Bound.Address, AccessKind.StripeWebhook, "2001:db8::" + i, i));
        }
        spans.add(span(Bound.Address, AccessKind.LogIn, "192.0.2.1", 5));
        spans.add(span(Bound.All, AccessKind.LogIn, "", 7));

        List<Span> told = RefusalsWorker.summed(spans);

        assertThat(told).hasSize(20 + 1 + 2);
        assertThat(told.stream()
                        .filter(each -> each.kind() == AccessKind.StripeWebhook)
                        .mapToInt(Span::surplus)
                        .sum())
                .isEqualTo(500_500);
        assertThat(told).contains(spans.get(999), spans.get(1_000), spans.get(1_001));
        assertThat(told)
                .filteredOn(each -> each.kind() == AccessKind.StripeWebhook
                        && each.subject().isEmpty())
                .hasSize(1);
    }

    @Test
    void whatIsCountedInMemoryIsTakenOnce() {
        UncountedRefusals uncounted = new UncountedRefusals();
        uncounted.add(AccessKind.StripeWebhook, "192.0.2.1");
        uncounted.add(AccessKind.StripeWebhook, "192.0.2.1");
        uncounted.add(AccessKind.PayPalWebhook, "192.0.2.1");

        assertThat(uncounted.take())
                .containsExactlyInAnyOrder(
                        new UncountedRefusals.Uncounted(AccessKind.StripeWebhook, "192.0.2.1", 2),
                        new UncountedRefusals.Uncounted(AccessKind.PayPalWebhook, "192.0.2.1", 1));
        assertThat(uncounted.take()).isEmpty();
    }
}

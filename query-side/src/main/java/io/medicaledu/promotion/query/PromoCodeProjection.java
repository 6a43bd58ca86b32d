package io.medicaledu.promotion.query;

import io.medicaledu.booking.api.BookingEvent.PromoCodeRedeemed;
import io.medicaledu.booking.api.BookingEvent.PromoCodeReleased;
import io.medicaledu.promotion.api.PromoCodeEvent.PromoCodeActivated;
import io.medicaledu.promotion.api.PromoCodeEvent.PromoCodeChanged;
import io.medicaledu.promotion.api.PromoCodeEvent.PromoCodeCreated;
import io.medicaledu.promotion.api.PromoCodeEvent.PromoCodeDeactivated;
import io.medicaledu.promotion.api.PromoCodeTerms;
import io.medicaledu.shared.query.Rows;
import java.time.Instant;
import java.util.Arrays;
import java.util.UUID;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.SequenceNumber;
import org.axonframework.eventhandling.Timestamp;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Keeps {@code promo_codes}; uses are counted from the events of bookings. */
@Component
@ProcessingGroup("promo-codes")
class PromoCodeProjection {

    private final JdbcClient jdbc;

    PromoCodeProjection(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @EventHandler
    void on(PromoCodeCreated event, @Timestamp Instant at, @SequenceNumber long version) {
        PromoCodeTerms terms = event.terms();
        jdbc.sql("""
                        INSERT INTO read_model.promo_codes (id, code, discount_type, discount_value, currency, max_uses,
                            max_uses_per_person, valid_from, valid_until, applicable_course_ids, created_at, updated_at,
                            version)
                        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?::jsonb, ?, ?, ?)""")
                .params(Arrays.asList(
                        event.promoCodeId(),
                        event.code(),
                        terms.discount().type().ordinal(),
                        terms.discount().decimal(),
                        terms.discount().currency(),
                        terms.maxUses(),
                        terms.maxUsesPerPerson(),
                        Rows.utcOrNull(terms.validFrom()),
                        Rows.utcOrNull(terms.validUntil()),
                        courseIds(terms),
                        Rows.utc(at),
                        Rows.utc(at),
                        version))
                .update();
    }

    @EventHandler
    void on(PromoCodeChanged event, @Timestamp Instant at, @SequenceNumber long version) {
        PromoCodeTerms terms = event.terms();
        jdbc.sql("""
                        UPDATE read_model.promo_codes
                        SET max_uses = ?, max_uses_per_person = ?, valid_from = ?, valid_until = ?, applicable_course_ids = ?::jsonb,
                            updated_at = ?, version = ?
                        WHERE id = ?""")
                .params(Arrays.asList(
                        terms.maxUses(),
                        terms.maxUsesPerPerson(),
                        Rows.utcOrNull(terms.validFrom()),
                        Rows.utcOrNull(terms.validUntil()),
                        courseIds(terms),
                        Rows.utc(at),
                        version,
                        event.promoCodeId()))
                .update();
    }

    @EventHandler
    void on(PromoCodeActivated event, @Timestamp Instant at, @SequenceNumber long version) {
        setActive(event.promoCodeId(), true, at, version);
    }

    @EventHandler
    void on(PromoCodeDeactivated event, @Timestamp Instant at, @SequenceNumber long version) {
        setActive(event.promoCodeId(), false, at, version);
    }

    @EventHandler
    void on(PromoCodeRedeemed event, @Timestamp Instant at) {
        count(event.promoCodeId(), 1, at);
    }

    @EventHandler
    void on(PromoCodeReleased event, @Timestamp Instant at) {
        count(event.promoCodeId(), -1, at);
    }

    private void count(UUID id, int difference, Instant at) {
        jdbc.sql("UPDATE read_model.promo_codes SET current_uses = current_uses + ?, updated_at = ? WHERE id = ?")
                .params(difference, Rows.utc(at), id)
                .update();
    }

    private void setActive(UUID id, boolean active, Instant at, long version) {
        jdbc.sql("UPDATE read_model.promo_codes SET is_active = ?, updated_at = ?, version = ? WHERE id = ?")
                .params(active, Rows.utc(at), version, id)
                .update();
    }

    private static String courseIds(PromoCodeTerms terms) {
        return JsonMapper.shared().writeValueAsString(terms.courseIds());
    }
}

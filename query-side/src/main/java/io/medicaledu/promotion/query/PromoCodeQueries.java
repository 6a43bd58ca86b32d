package io.medicaledu.promotion.query;

import io.medicaledu.promotion.api.Discount;
import io.medicaledu.promotion.api.DiscountType;
import io.medicaledu.promotion.api.PromoCodeQuery.FindPromoCode;
import io.medicaledu.promotion.api.PromoCodeQuery.FindPromoCodes;
import io.medicaledu.promotion.api.PromoCodeQuery.QuotePromoCode;
import io.medicaledu.promotion.api.PromoCodeQuote;
import io.medicaledu.promotion.api.PromoCodeTerms;
import io.medicaledu.promotion.api.PromoCodeView;
import io.medicaledu.shared.Money;
import io.medicaledu.shared.Page;
import io.medicaledu.shared.Problem;
import io.medicaledu.shared.ProblemCode;
import io.medicaledu.shared.query.Cursor;
import io.medicaledu.shared.query.ListQuery;
import io.medicaledu.shared.query.Rows;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.axonframework.queryhandling.QueryHandler;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Answers queries about promo codes. */
@Component
class PromoCodeQueries {

    private final JdbcClient jdbc;
    private final Clock clock;

    PromoCodeQueries(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    @QueryHandler
    PromoCodeView handle(FindPromoCode query) {
        return find(query.code()).orElseThrow(() -> Problem.notFound("promo code"));
    }

    @QueryHandler
    Page<PromoCodeView> handle(FindPromoCodes query) {
        return ListQuery.newestFirst("SELECT * FROM read_model.promo_codes", "created_at")
                .page(
                        jdbc,
                        query.page(),
                        PromoCodeQueries::promoCode,
                        code -> new Cursor(code.createdAt(), code.promoCodeId()));
    }

    @QueryHandler
    PromoCodeQuote handle(QuotePromoCode query) {
        PromoCodeView code = find(query.code())
                .orElseThrow(() -> new Problem(ProblemCode.PROMO_CODE_UNKNOWN, "There is no such promo code"));
        Offer offer = offer(query.slotId());
        if (!code.isActive()) {
            throw new Problem(ProblemCode.PROMO_CODE_EXPIRED, "The promo code is no longer active");
        }
        Money discount = terms(code).discountOn(offer.price(), offer.courseId(), clock.instant());
        if (code.maxUses() != null && code.currentUses() >= code.maxUses()) {
            throw new Problem(ProblemCode.PROMO_CODE_EXHAUSTED, "The promo code has been used up");
        }
        if (code.maxUsesPerPerson() != null && usesBy(query.studentId(), code) >= code.maxUsesPerPerson()) {
            throw new Problem(ProblemCode.PROMO_CODE_EXHAUSTED, "You have used the promo code up");
        }
        return new PromoCodeQuote(
                code.code(),
                query.slotId(),
                offer.price(),
                discount,
                offer.price().minus(discount));
    }

    private int usesBy(UUID studentId, PromoCodeView code) {
        return jdbc.sql("""
                        SELECT count(*) FROM read_model.booking_promo_codes AS used
                        JOIN read_model.bookings AS booking ON booking.id = used.booking_id
                        WHERE used.promo_code_id = ? AND used.released_at IS NULL AND booking.student_id = ?""")
                .params(code.promoCodeId(), studentId)
                .query(Integer.class)
                .single();
    }

    private record Offer(UUID courseId, Money price) {}

    private Offer offer(UUID slotId) {
        return jdbc.sql("""
                        SELECT slot.course_id, slot.price, slot.currency FROM read_model.availability_slots AS slot
                        JOIN read_model.courses AS course ON course.id = slot.course_id
                        WHERE slot.id = ? AND slot.cancelled_at IS NULL
                          AND course.is_published AND course.deleted_at IS NULL""")
                .param(slotId)
                .query((row, index) -> new Offer(Rows.uuid(row, "course_id"), Rows.money(row, "price")))
                .optional()
                .orElseThrow(() -> Problem.notFound("slot"));
    }

    private Optional<PromoCodeView> find(String code) {
        return jdbc.sql("SELECT * FROM read_model.promo_codes WHERE code = ?")
                .param(code.strip().toUpperCase(Locale.ROOT))
                .query(PromoCodeQueries::promoCode)
                .optional();
    }

    private static PromoCodeTerms terms(PromoCodeView code) {
        return new PromoCodeTerms(
                Discount.of(code.discountType(), code.discountValue(), code.currency()),
                code.maxUses(),
                code.maxUsesPerPerson(),
                code.validFrom(),
                code.validUntil(),
                code.applicableCourseIds());
    }

    private static PromoCodeView promoCode(ResultSet row, int index) throws SQLException {
        return new PromoCodeView(
                Rows.uuid(row, "id"),
                row.getString("code"),
                Rows.code(row, "discount_type", DiscountType.class),
                Rows.plain(row.getBigDecimal("discount_value")),
                row.getString("currency"),
                row.getObject("max_uses", Integer.class),
                row.getObject("max_uses_per_person", Integer.class),
                row.getInt("current_uses"),
                Rows.instantOrNull(row, "valid_from"),
                Rows.instantOrNull(row, "valid_until"),
                Arrays.asList(JsonMapper.shared().readValue(row.getString("applicable_course_ids"), UUID[].class)),
                row.getBoolean("is_active"),
                Rows.instant(row, "created_at"),
                Rows.instant(row, "updated_at"),
                row.getLong("version"));
    }
}

package io.medicaledu.promotion.command;

import io.medicaledu.booking.api.BookingEvent.PromoCodeReleased;
import io.medicaledu.promotion.api.PromoCodeCommand.CreatePromoCode;
import io.medicaledu.promotion.api.PromoCodeEvent.PromoCodeActivated;
import io.medicaledu.promotion.api.PromoCodeEvent.PromoCodeChanged;
import io.medicaledu.promotion.api.PromoCodeEvent.PromoCodeDeactivated;
import io.medicaledu.promotion.api.PromoCodeTerms;
import io.medicaledu.shared.Money;
import io.medicaledu.shared.Problem;
import io.medicaledu.shared.ProblemCode;
import io.medicaledu.shared.command.StoredJson;
import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import java.util.UUID;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Names, terms and uses of promo codes, written in the transaction of the events. A use is one conditional update: the
 * row's lock makes those who want the last one wait for each other.
 */
@Component
@ProcessingGroup("claims")
public class PromoCodes {

    private final JdbcClient jdbc;

    PromoCodes(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The booking that uses a code, and whose it is. */
    public record Use(UUID bookingId, UUID studentId) {}

    /** What a code takes off a price. */
    public record Redemption(UUID promoCodeId, Money discount) {}

    private record Stored(UUID id, boolean active, PromoCodeTerms terms) {}

    /** Codes are the same whatever their case. */
    public static String normalize(String code) {
        return code.strip().toUpperCase(Locale.ROOT);
    }

    /** @throws Problem {@code promo-code-exists} */
    void open(CreatePromoCode command) {
        int inserted = jdbc.sql("""
                        INSERT INTO command_side.promo_codes (promo_code_id, code, terms, max_uses, max_uses_per_person)
                        VALUES (?, ?, ?::jsonb, ?, ?) ON CONFLICT DO NOTHING""")
                .params(Arrays.asList(
                        command.promoCodeId(),
                        command.code(),
                        StoredJson.MAPPER.writeValueAsString(command.terms()),
                        command.terms().maxUses(),
                        command.terms().maxUsesPerPerson()))
                .update();
        if (inserted == 0) {
            throw new Problem(ProblemCode.PROMO_CODE_EXISTS, "There is a promo code " + command.code());
        }
    }

    /** @throws Problem {@code promo-code-unknown} */
    public PromoCodeTerms terms(UUID promoCodeId) {
        return find("promo_code_id = ?", promoCodeId).terms();
    }

    /**
     * What the code would take off; nothing is used or locked yet.
     *
     * @throws Problem {@code promo-code-unknown}, {@code promo-code-expired}, {@code promo-code-not-applicable}
     */
    public Redemption discount(String code, UUID courseId, Money price, Instant now) {
        Stored stored = find("code = ?", normalize(code));
        if (!stored.active()) {
            throw new Problem(ProblemCode.PROMO_CODE_EXPIRED, "The promo code is no longer active");
        }
        return new Redemption(stored.id(), stored.terms().discountOn(price, courseId, now));
    }

    /**
     * Uses the code once. Locks it until the end of the transaction, so it comes after the claims on a student's time and
     * on the places of a course, which everybody else takes first, too.
     *
     * @throws Problem {@code promo-code-exhausted}
     */
    public void redeem(UUID promoCodeId, Use use) {
        if (!tryRedeem(promoCodeId, use)) {
            throw new Problem(ProblemCode.PROMO_CODE_EXHAUSTED, "The promo code has been used up, by all or by you");
        }
    }

    /** False if it has been used up meanwhile, by all or by this person. */
    public boolean tryRedeem(UUID promoCodeId, Use use) {
        boolean isLeft = jdbc.sql("""
                        UPDATE command_side.promo_codes SET uses = uses + 1
                        WHERE promo_code_id = ? AND (max_uses IS NULL OR uses < max_uses)""").param(promoCodeId).update() == 1;
        if (!isLeft) {
            return false;
        }
        // Now the row is locked, and nobody else uses this code until the end of the transaction.
        boolean isLeftForThisPerson = jdbc.sql("""
                        INSERT INTO command_side.promo_code_uses (booking_id, promo_code_id, student_id)
                        SELECT :booking, promo_code_id, :student FROM command_side.promo_codes
                        WHERE promo_code_id = :code AND (max_uses_per_person IS NULL OR max_uses_per_person > (
                            SELECT count(*) FROM command_side.promo_code_uses
                            WHERE promo_code_id = :code AND student_id = :student))""")
                        .param("booking", use.bookingId())
                        .param("student", use.studentId())
                        .param("code", promoCodeId)
                        .update()
                == 1;
        if (!isLeftForThisPerson) {
            countOneLess(promoCodeId);
        }
        return isLeftForThisPerson;
    }

    /** Uses it for a booking that takes the place of one that gives it back in the same transaction. */
    public void takeOver(UUID promoCodeId, Use use) {
        jdbc.sql("UPDATE command_side.promo_codes SET uses = uses + 1 WHERE promo_code_id = ?")
                .param(promoCodeId)
                .update();
        jdbc.sql("""
                        INSERT INTO command_side.promo_code_uses (booking_id, promo_code_id, student_id)
                        VALUES (?, ?, ?)""").params(use.bookingId(), promoCodeId, use.studentId()).update();
    }

    private Stored find(String condition, Object value) {
        return jdbc.sql("SELECT promo_code_id, active, terms FROM command_side.promo_codes WHERE " + condition)
                .param(value)
                .query((row, index) -> new Stored(
                        row.getObject("promo_code_id", UUID.class),
                        row.getBoolean("active"),
                        StoredJson.MAPPER.readValue(row.getString("terms"), PromoCodeTerms.class)))
                .optional()
                .orElseThrow(() -> new Problem(ProblemCode.PROMO_CODE_UNKNOWN, "There is no such promo code"));
    }

    @EventHandler
    void on(PromoCodeChanged event) {
        jdbc.sql("""
                        UPDATE command_side.promo_codes SET terms = ?::jsonb, max_uses = ?, max_uses_per_person = ?
                        WHERE promo_code_id = ?""")
                .params(Arrays.asList(
                        StoredJson.MAPPER.writeValueAsString(event.terms()),
                        event.terms().maxUses(),
                        event.terms().maxUsesPerPerson(),
                        event.promoCodeId()))
                .update();
    }

    @EventHandler
    void on(PromoCodeActivated event) {
        setActive(event.promoCodeId(), true);
    }

    @EventHandler
    void on(PromoCodeDeactivated event) {
        setActive(event.promoCodeId(), false);
    }

    @EventHandler
    void on(PromoCodeReleased event) {
        giveBack(event.promoCodeId(), event.bookingId());
    }

    /** Takes a use back that came to nothing. */
    public void giveBack(UUID promoCodeId, UUID bookingId) {
        countOneLess(promoCodeId);
        jdbc.sql("DELETE FROM command_side.promo_code_uses WHERE booking_id = ?")
                .param(bookingId)
                .update();
    }

    private void countOneLess(UUID promoCodeId) {
        jdbc.sql("UPDATE command_side.promo_codes SET uses = uses - 1 WHERE promo_code_id = ?")
                .param(promoCodeId)
                .update();
    }

    private void setActive(UUID promoCodeId, boolean active) {
        jdbc.sql("UPDATE command_side.promo_codes SET active = ? WHERE promo_code_id = ?")
                .params(active, promoCodeId)
                .update();
    }
}

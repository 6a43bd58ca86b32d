package io.medicaledu.app.simulation;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;

/** How a dispute ends: who wins, and what the other one gets all the same. */
record Decision(boolean won, boolean inPart, String outcome, int minorUnits) {

    private static final List<String> WON =
            List.of("RESOLVED_SELLER_FAVOUR", "RESOLVED_WITH_PAYOUT", "CANCELED_BY_BUYER", "DENIED");
    private static final List<String> LOST = List.of("RESOLVED_BUYER_FAVOUR", "ACCEPTED");

    static Decision of(Random random) {
        boolean won = random.nextBoolean();
        List<String> outcomes = won ? WON : LOST;
        return new Decision(
                won, random.nextInt(3) == 0, outcomes.get(random.nextInt(outcomes.size())), 1 + random.nextInt(399));
    }

    /** @param disputed in minor units */
    Map<String, Object> atStripe(long disputed) {
        String status = won ? "won" : "lost";
        return inPart ? Map.of("status", status, "reinstated", part(disputed)) : Map.of("status", status);
    }

    Map<String, Object> atPayPal(long disputed, String currency) {
        return inPart && !won
                ? Map.of("outcome", outcome, "amountRefunded", amount(disputed, currency))
                : Map.of("outcome", outcome);
    }

    private Object amount(long disputed, String currency) {
        return Objects.requireNonNull(World.money(part(disputed), currency).get("amount"));
    }

    private long part(long disputed) {
        return Math.min(minorUnits, disputed);
    }
}

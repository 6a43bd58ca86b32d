package io.medicaledu.payment.command;

import io.medicaledu.catalog.command.PriceLimits;
import io.medicaledu.payment.api.ChargeableAmounts;
import io.medicaledu.payment.api.PaymentProvider;
import io.medicaledu.shared.Money;
import io.medicaledu.shared.Problem;
import io.medicaledu.shared.ProblemCode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** The payment providers that this installation works with. */
@Component
public class PaymentGateways implements PriceLimits, ChargeableAmounts {

    private final Map<PaymentProvider, PaymentGateway> byProvider;

    PaymentGateways(List<PaymentGateway> gateways) {
        this.byProvider = gateways.stream().collect(Collectors.toMap(PaymentGateway::provider, Function.identity()));
    }

    /** @throws Problem {@code payment-provider-unavailable} */
    public void requireAvailable(PaymentProvider provider) {
        if (!byProvider.containsKey(provider)) {
            throw new Problem(
                    ProblemCode.PAYMENT_PROVIDER_UNAVAILABLE, provider + " is not set up here; use another provider");
        }
    }

    /** @throws Problem {@code payment-provider-unavailable}, {@code amount-not-chargeable} */
    public void requireChargeable(PaymentProvider provider, Money amount) {
        requireAvailable(provider);
        if (!of(provider).canCharge(amount)) {
            throw new Problem(ProblemCode.AMOUNT_NOT_CHARGEABLE, provider + " cannot charge " + amount);
        }
    }

    @Override
    public void requireChargeable(Money price) {
        objectionTo(price).ifPresent(objection -> {
            throw new Problem(ProblemCode.AMOUNT_NOT_CHARGEABLE, objection);
        });
    }

    @Override
    public boolean isChargeable(Money price) {
        return objectionTo(price).isEmpty();
    }

    private Optional<String> objectionTo(Money price) {
        if (price.isZero()) {
            return Optional.empty();
        }
        Optional<String> beyondLimits = byProvider.values().stream()
                .filter(gateway -> !gateway.isWithinLimits(price))
                .findFirst()
                .map(gateway -> gateway.provider() + " cannot charge " + price);
        boolean byNobody = byProvider.values().stream().noneMatch(gateway -> gateway.canCharge(price));
        return beyondLimits.or(
                () -> byNobody ? Optional.of("No payment provider can charge " + price) : Optional.empty());
    }

    public PaymentGateway of(PaymentProvider provider) {
        PaymentGateway gateway = byProvider.get(provider);
        if (gateway == null) {
            throw new IllegalStateException("No gateway for " + provider);
        }
        return gateway;
    }
}

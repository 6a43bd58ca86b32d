package io.medicaledu.app.web;

import io.medicaledu.shared.Money;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.ValueSerializer;
import tools.jackson.databind.module.SimpleModule;

/** Money on the wire: {@code {"amount":"120.00","currency":"USD"}}, the amount with the currency's own decimals. */
final class MoneyModule extends SimpleModule {

    private static final long serialVersionUID = 1L;

    MoneyModule() {
        super("money");
        addSerializer(Money.class, new Writer());
        addDeserializer(Money.class, new Reader());
    }

    private static final class Writer extends ValueSerializer<Money> {

        @Override
        public void serialize(Money money, JsonGenerator json, SerializationContext context) {
            json.writeStartObject(money);
            json.writeStringProperty("amount", money.amount());
            json.writeStringProperty("currency", money.currency());
            json.writeEndObject();
        }
    }

    private static final class Reader extends ValueDeserializer<Money> {

        @Override
        public Money deserialize(JsonParser json, DeserializationContext context) {
            if (!json.isExpectedStartObjectToken()) {
                return fail(context, "must be an object with amount and currency");
            }
            String amount = null;
            String currency = null;
            for (String name = json.nextName(); name != null; name = json.nextName()) {
                if (json.nextToken() != JsonToken.VALUE_STRING) {
                    return fail(context, name + " must be a string");
                }
                switch (name) {
                    case "amount" -> amount = json.getString();
                    case "currency" -> currency = json.getString();
                    default -> {
                        return fail(context, name + " is not a known field");
                    }
                }
            }
            if (amount == null || currency == null) {
                return fail(context, "must have amount and currency");
            }
            return read(amount, currency, context);
        }

        private static Money read(String amount, String currency, DeserializationContext context) {
            try {
                return Money.of(amount, currency);
            } catch (IllegalArgumentException | ArithmeticException e) {
                return fail(context, String.valueOf(e.getMessage()));
            }
        }

        private static Money fail(DeserializationContext context, String message) {
            throw context.instantiationException(Money.class, new IllegalArgumentException(message));
        }
    }
}

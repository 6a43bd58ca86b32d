package io.medicaledu.promotion.command;

import java.math.BigDecimal;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.ValueDeserializer;

/** A decimal number that may come as a JSON number or, like money, as a string. */
final class DecimalReader extends ValueDeserializer<BigDecimal> {

    private static final int LONGEST = 20;

    @Override
    public BigDecimal deserialize(JsonParser json, DeserializationContext context) {
        JsonToken token = json.currentToken();
        String text = token.isNumeric() || token == JsonToken.VALUE_STRING ? json.getString() : "";
        if (text.length() > LONGEST || !text.matches("-?\\d+(\\.\\d+)?")) {
            throw context.instantiationException(
                    BigDecimal.class, new IllegalArgumentException("must be a decimal number"));
        }
        return new BigDecimal(text);
    }
}

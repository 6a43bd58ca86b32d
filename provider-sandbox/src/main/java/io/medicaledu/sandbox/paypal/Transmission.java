package io.medicaledu.sandbox.paypal;

import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;

/** What PayPal signs of a webhook: not the body itself, but its CRC32 in decimal. */
final class Transmission {

    static final String ALGORITHM = "SHA256withRSA";

    private Transmission() {}

    static byte[] message(String id, String time, String webhookId, String body) {
        CRC32 checksum = new CRC32();
        checksum.update(body.getBytes(StandardCharsets.UTF_8));
        return String.join("|", id, time, webhookId, Long.toString(checksum.getValue()))
                .getBytes(StandardCharsets.UTF_8);
    }
}

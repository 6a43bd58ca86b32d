package io.medicaledu.payment.paypal;

import org.jspecify.annotations.Nullable;

/**
 * The headers of a webhook (https://developer.paypal.com/api/rest/webhooks/rest/#verify-signature-using-manual-verification).
 *
 * @param id PayPal's, of this transmission
 * @param time of it, in Internet date and time format
 * @param signature Base64
 * @param certificateUrl where the signer's certificate is
 * @param algorithm of the signature, as Java names it
 */
record PayPalTransmission(
        @Nullable String id,
        @Nullable String time,
        @Nullable String signature,
        @Nullable String certificateUrl,
        @Nullable String algorithm) {}

package io.medicaledu.notification.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.medicaledu.notification.command.PushSubscriptions;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.Signature;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import org.junit.jupiter.api.Test;

/** Web push is encrypted and signed as the RFCs say; the example is that of RFC 8291, appendix A. */
class WebPushTest {

    private static final String OUR_PUBLIC =
            "BP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl7A8";
    private static final String OUR_PRIVATE = "yfWPiYE-n46HLnH0KqZOF1fJJU3MYrct3AELtAQ-oRw";
    private static final PushSubscriptions.Subscription BROWSER = new PushSubscriptions.Subscription(
            "https://push.example.net/push/JzLQ3raZJfFBR0aqvOMsLrt54w4rJUsV",
            "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4",
            "BTBZMqHH6r4Tts7J_aSIgg");

    private static byte[] bytes(String base64) {
        return Base64.getUrlDecoder().decode(base64);
    }

    @Test
    void theExampleOfTheRfcComesOut() throws GeneralSecurityException {
        KeyPair ours = new KeyPair(P256.publicKey(bytes(OUR_PUBLIC)), P256.privateKey(bytes(OUR_PRIVATE)));

        byte[] encrypted = WebPushEncryption.encrypt(
                "When I grow up, I want to be a watermelon".getBytes(StandardCharsets.UTF_8),
                BROWSER,
                ours,
                bytes("DGv6ra1nlYgDCS1FRnbzlw"));

        assertThat(Base64.getUrlEncoder().withoutPadding().encodeToString(encrypted))
                .isEqualTo(
                        "DGv6ra1nlYgDCS1FRnbzlwAAEABBBP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6T"
                                + "lzAC8wEqKK6PBru3jl7A_yl95bQpu6cVPTpK4Mqgkf1CXztLVBSt2Ks3oZwbuwXPXLWyouBWLVWGNWQexSgSxsj_Q"
                                + "ulcy4a-fN");
    }

    @Test
    void aBrowserWithoutAProperKeyIsRefused() {
        PushSubscriptions.Subscription broken =
                new PushSubscriptions.Subscription(BROWSER.endpoint(), "AAAA", BROWSER.auth());

        assertThatExceptionOfType(DeliveryException.class)
                .isThrownBy(() -> WebPushEncryption.encrypt(new byte[] {1}, broken))
                .matches(e -> !e.isWorthAnotherTry());
    }

    @Test
    void thePushServiceIsToldWhoWeAre() throws GeneralSecurityException {
        Instant now = Instant.parse("2027-01-15T09:00:00Z");
        Vapid vapid = new Vapid(
                new NotificationProperties.Push("mailto:ops@example.org", OUR_PUBLIC, OUR_PRIVATE),
                Clock.fixed(now, ZoneOffset.UTC));

        String header = vapid.authorization(URI.create(BROWSER.endpoint()));

        String token = header.substring("vapid t=".length(), header.indexOf(", k="));
        String[] parts = token.split("\\.");
        assertThat(header).endsWith(", k=" + OUR_PUBLIC);
        assertThat(new String(bytes(parts[1]), StandardCharsets.UTF_8))
                .contains("\"aud\":\"https://push.example.net\"", "\"sub\":\"mailto:ops@example.org\"")
                .contains("\"exp\":" + now.plusSeconds(43_200).getEpochSecond());
        Signature check = Signature.getInstance("SHA256withECDSAinP1363Format");
        check.initVerify(P256.publicKey(bytes(OUR_PUBLIC)));
        check.update((parts[0] + "." + parts[1]).getBytes(StandardCharsets.US_ASCII));
        assertThat(check.verify(bytes(parts[2]))).isTrue();
    }
}

package io.medicaledu.payment.paypal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.medicaledu.payment.api.PaymentProvider;
import io.medicaledu.payment.command.PublicUrls;
import io.medicaledu.shared.Problem;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PayPalSignatureTest {

    private static final Instant NOW = Instant.parse("2027-01-10T12:00:00Z");
    private static final Duration YEAR = Duration.ofDays(365);
    private static final String HOST = "messageverificationcerts.paypal.com";
    private static final String URL = "https://api.paypal.com/v1/notifications/certs/CERT-1";
    private static final byte[] BODY = "{\"id\":\"WH-1\"}".getBytes(StandardCharsets.UTF_8);

    private Authority authority;
    private KeyPair keys;
    private List<X509Certificate> served;
    private PayPalSignature signature;

    @BeforeEach
    void setUp() throws Exception {
        authority = Authority.root("Root", NOW);
        keys = Authority.newKeys();
        served = List.of(authority.issue(HOST, keys, NOW.minus(YEAR), NOW.plus(YEAR)), authority.certificate());
        PayPalProperties properties = new PayPalProperties(
                "client",
                "secret",
                List.of("WH-NEW", "WH-OLD"),
                null,
                Duration.ofSeconds(1),
                Duration.ofSeconds(1),
                Duration.ofDays(4),
                Duration.ofMinutes(5),
                List.of("api.paypal.com"),
                authority.pem(),
                Duration.ofHours(3));
        Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);
        signature = new PayPalSignature(
                properties, new PayPalCertificates(properties, noSandbox(), clock, url -> served), clock);
    }

    private static PublicUrls noSandbox() {
        return new PublicUrls() {
            @Override
            public String booking(UUID bookingId) {
                return "https://medicaledu.example/" + bookingId;
            }

            @Override
            public @Nullable String sandbox(PaymentProvider provider) {
                return null;
            }
        };
    }

    private PayPalTransmission transmission(String webhookId, Instant at) throws Exception {
        CRC32 checksum = new CRC32();
        checksum.update(BODY);
        Signature signer = Signature.getInstance("SHA256withRSA");
        signer.initSign(keys.getPrivate());
        signer.update(("T-1|" + at + "|" + webhookId + "|" + checksum.getValue()).getBytes(StandardCharsets.UTF_8));
        String signed = Base64.getEncoder().encodeToString(signer.sign());
        return new PayPalTransmission("T-1", at.toString(), signed, URL, "SHA256withRSA");
    }

    private void refuses(PayPalTransmission transmission, String why) {
        assertThatExceptionOfType(Problem.class)
                .isThrownBy(() -> signature.verify(BODY, transmission))
                .withMessageContaining(why)
                .satisfies(problem -> assertThat(problem.code().code()).isEqualTo("webhook-signature"));
    }

    @Test
    void acceptsBothWebhookIdsWhileOneIsReplaced() throws Exception {
        PayPalTransmission byNew = transmission("WH-NEW", NOW);
        PayPalTransmission byOld = transmission("WH-OLD", NOW);

        assertThatCode(() -> signature.verify(BODY, byNew)).doesNotThrowAnyException();
        assertThatCode(() -> signature.verify(BODY, byOld)).doesNotThrowAnyException();
        refuses(transmission("WH-OTHER", NOW), "does not match");
    }

    @Test
    void refusesAnotherBody() throws Exception {
        PayPalTransmission good = transmission("WH-NEW", NOW);
        byte[] other = "{\"id\":\"WH-2\"}".getBytes(StandardCharsets.UTF_8);

        assertThatExceptionOfType(Problem.class).isThrownBy(() -> signature.verify(other, good));
    }

    @Test
    void acceptsWhatPayPalHasTriedForThreeDaysAndNothingOlderOrFromTheFuture() throws Exception {
        PayPalTransmission retried = transmission("WH-NEW", NOW.minus(Duration.ofDays(3)));

        assertThatCode(() -> signature.verify(BODY, retried)).doesNotThrowAnyException();
        refuses(transmission("WH-NEW", NOW.minus(Duration.ofDays(4)).minusSeconds(1)), "too old");
        refuses(transmission("WH-NEW", NOW.plus(Duration.ofMinutes(6))), "future");
    }

    @Test
    void needsAllHeaders() throws Exception {
        PayPalTransmission good = transmission("WH-NEW", NOW);

        refuses(new PayPalTransmission(null, good.time(), good.signature(), URL, good.algorithm()), "TRANSMISSION-ID");
        refuses(new PayPalTransmission("T-1", null, good.signature(), URL, good.algorithm()), "TRANSMISSION-TIME");
        refuses(new PayPalTransmission("T-1", good.time(), null, URL, good.algorithm()), "TRANSMISSION-SIG");
        refuses(new PayPalTransmission("T-1", good.time(), good.signature(), null, good.algorithm()), "CERT-URL");
        refuses(new PayPalTransmission("T-1", good.time(), good.signature(), URL, null), "AUTH-ALGO");
        refuses(new PayPalTransmission("T-1", "yesterday", good.signature(), URL, good.algorithm()), "time");
        refuses(new PayPalTransmission("T-1", good.time(), "~", URL, good.algorithm()), "Base64");
    }

    @Test
    void takesCertificatesFromPayPalsHostsOnlyAndFromNoSandboxThatIsOff() throws Exception {
        PayPalTransmission good = transmission("WH-NEW", NOW);

        for (String url : List.of(
                "https://api.paypal.com.evil.example/v1/notifications/certs/CERT-1",
                "https://evil.example/v1/notifications/certs/CERT-1",
                "http://api.paypal.com/v1/notifications/certs/CERT-1",
                "https://api.paypal.com/v1/notifications/certs/../../x",
                "http://localhost:8080/sandbox/paypal/certs/CERT-1.pem",
                "no address")) {
            refuses(
                    new PayPalTransmission("T-1", good.time(), good.signature(), url, good.algorithm()),
                    "address is not PayPal's");
        }
    }

    @Test
    void acceptsAChainOverAnIntermediateAuthority() throws Exception {
        Authority intermediate = authority.intermediate("Intermediate", NOW);
        served = List.of(intermediate.issue(HOST, keys, NOW.minus(YEAR), NOW.plus(YEAR)), intermediate.certificate());
        PayPalTransmission good = transmission("WH-NEW", NOW);

        assertThatCode(() -> signature.verify(BODY, good)).doesNotThrowAnyException();
    }

    @Test
    void refusesCertificatesOfOtherAuthoritiesOfOtherTimesAndOfOtherNames() throws Exception {
        PayPalTransmission good = transmission("WH-NEW", NOW);

        served = List.of(Authority.root("Root", NOW).issue(HOST, keys, NOW.minus(YEAR), NOW.plus(YEAR)));
        refuses(good, "not trusted");
        served = List.of(authority.issue(HOST, keys, NOW.minus(YEAR), NOW.minusSeconds(1)));
        refuses(at("CERT-2", good), "not trusted");
        served = List.of(authority.issue(HOST, keys, NOW.plusSeconds(1), NOW.plus(YEAR)));
        refuses(at("CERT-3", good), "not trusted");
        served = List.of(authority.issue("paypal.com.evil.example", keys, NOW.minus(YEAR), NOW.plus(YEAR)));
        refuses(at("CERT-4", good), "not PayPal's");
        served = List.of(authority.certificate());
        refuses(at("CERT-5", good), "authority's");
    }

    /** Another address, as certificates are kept by their addresses. */
    private static PayPalTransmission at(String file, PayPalTransmission good) {
        return new PayPalTransmission(
                good.id(), good.time(), good.signature(), URL.replace("CERT-1", file), good.algorithm());
    }
}

package io.medicaledu.sandbox;

import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.CRC32;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The platform's side of PayPal's webhooks: verifies certificate and signature as PayPal's guide says. */
@RestController
class PayPalReceiver {

    static final String WEBHOOK_ID = "WH-MEDICALEDU-DEMO";

    /** What arrived; refused is true if the receiver did not take it. */
    record Received(JsonNode event, String body, Map<String, String> headers, boolean refused) {}

    final List<Received> received = new CopyOnWriteArrayList<>();
    final AtomicInteger wronglySigned = new AtomicInteger();
    final AtomicInteger failures = new AtomicInteger();

    @PostMapping("/webhooks/paypal")
    ResponseEntity<String> receive(@RequestBody String body, @RequestHeader Map<String, String> sent) throws Exception {
        Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        headers.putAll(sent);
        if (!isRightlySigned(body, headers)) {
            wronglySigned.incrementAndGet();
            return ResponseEntity.badRequest().build();
        }
        boolean refuse = failures.getAndUpdate(left -> Math.max(0, left - 1)) > 0;
        received.add(new Received(JsonMapper.shared().readTree(body), body, headers, refuse));
        return ResponseEntity.status(refuse ? 500 : 200).build();
    }

    private static boolean isRightlySigned(String body, Map<String, String> headers) throws Exception {
        String url = headers.getOrDefault("paypal-cert-url", "");
        List<X509Certificate> chain = certificates(url);
        X509Certificate authority =
                certificates(url.replaceFirst("[^/]+$", "ca.pem")).getFirst();
        chain.getFirst().checkValidity();
        chain.getFirst().verify(authority.getPublicKey());
        CRC32 checksum = new CRC32();
        checksum.update(body.getBytes(StandardCharsets.UTF_8));
        String message = headers.get("paypal-transmission-id") + "|" + headers.get("paypal-transmission-time") + "|"
                + WEBHOOK_ID + "|" + checksum.getValue();
        Signature signature = Signature.getInstance(headers.get("paypal-auth-algo"));
        signature.initVerify(chain.getFirst());
        signature.update(message.getBytes(StandardCharsets.UTF_8));
        return signature.verify(Base64.getDecoder().decode(headers.get("paypal-transmission-sig")));
    }

    static List<X509Certificate> certificates(String url) throws Exception {
        try (HttpClient http = HttpClient.newHttpClient()) {
            byte[] pem = http.send(
                            HttpRequest.newBuilder(URI.create(url)).build(), HttpResponse.BodyHandlers.ofByteArray())
                    .body();
            Collection<?> certificates =
                    CertificateFactory.getInstance("X.509").generateCertificates(new ByteArrayInputStream(pem));
            List<X509Certificate> chain = new ArrayList<>();
            certificates.forEach(each -> chain.add((X509Certificate) each));
            return chain;
        }
    }

    /** What was taken of that type about the object, in the order of its arrival. */
    List<Received> taken(String type, String objectId) {
        return received.stream()
                .filter(each -> !each.refused())
                .filter(each -> each.event().path("event_type").asString().equals(type))
                .filter(each -> each.event().path("resource").toString().contains(objectId))
                .toList();
    }
}

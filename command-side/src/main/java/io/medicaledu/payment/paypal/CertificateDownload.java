package io.medicaledu.payment.paypal;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Fetches certificates, without following redirects, and of no more than a certificate chain's size. */
final class CertificateDownload {

    private static final Logger LOG = LoggerFactory.getLogger(CertificateDownload.class);
    private static final int LARGEST = 64 * 1024;
    private static final int OK = 200;

    private final HttpClient http;
    private final Duration timeout;

    CertificateDownload(Duration connectTimeout, Duration timeout) {
        this.http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(connectTimeout)
                .build();
        this.timeout = timeout;
    }

    /** @throws io.medicaledu.shared.Problem {@code webhook-signature} if there are none; PayPal then sends again */
    List<X509Certificate> get(String url) {
        HttpRequest request =
                HttpRequest.newBuilder(URI.create(url)).timeout(timeout).build();
        try {
            HttpResponse<InputStream> answer = http.send(request, HttpResponse.BodyHandlers.ofInputStream());
            try (InputStream body = answer.body()) {
                byte[] content = body.readNBytes(LARGEST + 1);
                if (answer.statusCode() != OK || content.length > LARGEST) {
                    throw new IOException("status " + answer.statusCode() + ", " + content.length + " bytes");
                }
                return CertificateChain.parse(content);
            }
        } catch (IOException | CertificateException e) {
            LOG.warn("The certificate of a webhook's signer could not be had from {}: {}", url, e.toString());
            throw PayPalSignature.refused("The signer's certificate could not be had");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw PayPalSignature.refused("The signer's certificate could not be had");
        }
    }
}

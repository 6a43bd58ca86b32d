package io.medicaledu.payment.paypal;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.medicaledu.payment.api.PaymentProvider;
import io.medicaledu.payment.command.PublicUrls;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.security.cert.CertificateException;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.io.Resource;
import org.springframework.stereotype.Component;

/**
 * The certificates of webhooks' signers: taken from PayPal's own hosts only, kept for some hours, and checked against
 * the trusted authorities each time. A sandbox that is on has its own address and its own authority.
 */
@Component
class PayPalCertificates {

    private static final String PATH = "/v1/notifications/certs/";
    private static final String NAME = ".paypal.com";
    private static final Pattern SANDBOX_FILE = Pattern.compile("[A-Za-z0-9-]+\\.pem");
    private static final int HTTPS = 443;
    private static final Duration KEPT = Duration.ofHours(6);

    private final PayPalProperties properties;
    private final PublicUrls urls;
    private final Clock clock;
    private final Function<String, List<X509Certificate>> download;
    private final Cache<String, List<X509Certificate>> cache =
            Caffeine.newBuilder().maximumSize(32).expireAfterWrite(KEPT).build();
    private volatile @Nullable Set<TrustAnchor> authorities;

    @Autowired
    PayPalCertificates(PayPalProperties properties, PublicUrls urls, Clock clock) {
        this(
                properties,
                urls,
                clock,
                new CertificateDownload(properties.connectTimeout(), properties.readTimeout())::get);
    }

    PayPalCertificates(
            PayPalProperties properties,
            PublicUrls urls,
            Clock clock,
            Function<String, List<X509Certificate>> download) {
        this.properties = properties;
        this.urls = urls;
        this.clock = clock;
        this.download = download;
    }

    /**
     * The certificate of who has signed.
     *
     * @throws io.medicaledu.shared.Problem {@code webhook-signature} if the address is not PayPal's, nothing is there, or
     *     it is not to be trusted
     */
    X509Certificate signer(String url) {
        String sandbox = sandboxCertificates();
        boolean isSandbox = sandbox != null
                && url.startsWith(sandbox)
                && SANDBOX_FILE.matcher(url.substring(sandbox.length())).matches();
        if (!isSandbox && !isPayPals(url)) {
            throw PayPalSignature.refused("The certificate's address is not PayPal's");
        }
        Set<TrustAnchor> trusted = isSandbox ? CertificateChain.anchors(fetch(sandbox + "ca.pem")) : authorities();
        X509Certificate signer = CertificateChain.validated(fetch(url), trusted, clock.instant());
        if (!isSandbox && CertificateChain.names(signer).stream().noneMatch(name -> name.endsWith(NAME))) {
            throw PayPalSignature.refused("The certificate is not PayPal's");
        }
        return signer;
    }

    private @Nullable String sandboxCertificates() {
        String sandbox = urls.sandbox(PaymentProvider.PayPal);
        return sandbox == null ? null : sandbox + "/certs/";
    }

    private boolean isPayPals(String url) {
        try {
            URI address = new URI(url);
            String host = address.getHost();
            return "https".equalsIgnoreCase(address.getScheme())
                    && host != null
                    && properties.certificateHosts().contains(host.toLowerCase(Locale.ROOT))
                    && address.getRawUserInfo() == null
                    && (address.getPort() == -1 || address.getPort() == HTTPS)
                    && address.getRawPath().startsWith(PATH)
                    && address.equals(address.normalize())
                    && address.getRawQuery() == null
                    && address.getRawFragment() == null;
        } catch (URISyntaxException e) {
            return false;
        }
    }

    private List<X509Certificate> fetch(String url) {
        return cache.get(url, download);
    }

    private Set<TrustAnchor> authorities() {
        Set<TrustAnchor> known = authorities;
        if (known == null) {
            Resource own = properties.trustedCa();
            known = own == null ? CertificateChain.javasAnchors() : CertificateChain.anchors(read(own));
            authorities = known;
        }
        return known;
    }

    private static List<X509Certificate> read(Resource resource) {
        try (InputStream content = resource.getInputStream()) {
            return CertificateChain.parse(content.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (CertificateException e) {
            throw new IllegalStateException("medicaledu.paypal.trusted-ca holds no certificates", e);
        }
    }
}

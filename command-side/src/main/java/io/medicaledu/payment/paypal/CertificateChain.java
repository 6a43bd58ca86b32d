package io.medicaledu.payment.paypal;

import java.io.ByteArrayInputStream;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertPathBuilder;
import java.security.cert.CertStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.CertificateParsingException;
import java.security.cert.CollectionCertStoreParameters;
import java.security.cert.PKIXBuilderParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509CertSelector;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.naming.InvalidNameException;
import javax.naming.ldap.LdapName;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;

/** Reads X.509 certificates and tells whether one is to be trusted (RFC 5280). */
final class CertificateChain {

    private static final int DNS_NAME = 2;
    private static final int NO_AUTHORITY = -1;

    private CertificateChain() {}

    /** @throws CertificateException if there is none */
    static List<X509Certificate> parse(byte[] pem) throws CertificateException {
        List<X509Certificate> found = new ArrayList<>();
        for (Certificate certificate :
                CertificateFactory.getInstance("X.509").generateCertificates(new ByteArrayInputStream(pem))) {
            found.add((X509Certificate) certificate);
        }
        if (found.isEmpty()) {
            throw new CertificateException("No certificate");
        }
        return found;
    }

    static Set<TrustAnchor> anchors(Collection<X509Certificate> authorities) {
        return authorities.stream()
                .map(authority -> new TrustAnchor(authority, null))
                .collect(Collectors.toSet());
    }

    /** Those that Java brings along, or that the operator has set for it. */
    static Set<TrustAnchor> javasAnchors() {
        try {
            TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            factory.init((@Nullable KeyStore) null);
            return Arrays.stream(factory.getTrustManagers())
                    .filter(X509TrustManager.class::isInstance)
                    .map(X509TrustManager.class::cast)
                    .flatMap(manager -> Stream.of(manager.getAcceptedIssuers()))
                    .map(authority -> new TrustAnchor(authority, null))
                    .collect(Collectors.toSet());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Java's trusted certificates cannot be read", e);
        }
    }

    /**
     * The certificate that is nobody's authority, once a path of the others leads from it to a trusted one, all of them
     * valid at that time. Revocation is not looked up, as that would call yet another host for each webhook.
     *
     * @throws io.medicaledu.shared.Problem {@code webhook-signature} if it is not to be trusted
     */
    static X509Certificate validated(List<X509Certificate> chain, Set<TrustAnchor> trusted, Instant at) {
        X509Certificate signer = chain.stream()
                .filter(certificate -> certificate.getBasicConstraints() == NO_AUTHORITY)
                .findFirst()
                .orElseThrow(() -> PayPalSignature.refused("The certificate is an authority's"));
        boolean[] usage = signer.getKeyUsage();
        if (usage != null && !usage[0]) {
            throw PayPalSignature.refused("The certificate is not for signatures");
        }
        X509CertSelector wanted = new X509CertSelector();
        wanted.setCertificate(signer);
        try {
            PKIXBuilderParameters parameters = new PKIXBuilderParameters(trusted, wanted);
            parameters.addCertStore(CertStore.getInstance("Collection", new CollectionCertStoreParameters(chain)));
            parameters.setRevocationEnabled(false);
            parameters.setDate(Date.from(at));
            CertPathBuilder.getInstance("PKIX").build(parameters);
            return signer;
        } catch (GeneralSecurityException e) {
            throw PayPalSignature.refused("The certificate is not trusted");
        }
    }

    /** Its host names: the alternative names, and the common name. */
    static Set<String> names(X509Certificate certificate) {
        return Stream.concat(alternativeNames(certificate), commonName(certificate))
                .map(name -> name.toLowerCase(Locale.ROOT))
                .collect(Collectors.toSet());
    }

    private static Stream<String> alternativeNames(X509Certificate certificate) {
        try {
            Collection<List<?>> names = certificate.getSubjectAlternativeNames();
            return names == null
                    ? Stream.empty()
                    : names.stream()
                            .filter(name -> Integer.valueOf(DNS_NAME).equals(name.get(0)))
                            .map(name -> String.valueOf(name.get(1)));
        } catch (CertificateParsingException e) {
            return Stream.empty();
        }
    }

    private static Stream<String> commonName(X509Certificate certificate) {
        try {
            return new LdapName(certificate.getSubjectX500Principal().getName())
                    .getRdns().stream()
                            .filter(part -> part.getType().equalsIgnoreCase("CN"))
                            .map(part -> String.valueOf(part.getValue()));
        } catch (InvalidNameException e) {
            return Stream.empty();
        }
    }
}

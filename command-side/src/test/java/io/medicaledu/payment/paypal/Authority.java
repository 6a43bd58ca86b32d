package io.medicaledu.payment.paypal;

import java.io.IOException;
import java.io.StringWriter;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.core.io.Resource;

/** Signs certificates for tests. */
record Authority(KeyPair keys, X500Name name, X509Certificate certificate) {

    private static final Duration YEAR = Duration.ofDays(365);

    static Authority root(String name, Instant now) throws Exception {
        KeyPair keys = newKeys();
        X500Name subject = new X500Name("CN=" + name);
        return new Authority(keys, subject, sign(subject, keys, subject, keys, true, now.minus(YEAR), now.plus(YEAR)));
    }

    Authority intermediate(String subject, Instant now) throws Exception {
        KeyPair own = newKeys();
        X500Name ownName = new X500Name("CN=" + subject);
        return new Authority(own, ownName, sign(name, keys, ownName, own, true, now.minus(YEAR), now.plus(YEAR)));
    }

    X509Certificate issue(String host, KeyPair signer, Instant from, Instant until) throws Exception {
        return sign(name, keys, new X500Name("CN=" + host), signer, false, from, until);
    }

    static KeyPair newKeys() throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2_048);
        return generator.generateKeyPair();
    }

    Resource pem() throws IOException {
        StringWriter text = new StringWriter();
        try (JcaPEMWriter writer = new JcaPEMWriter(text)) {
            writer.writeObject(certificate);
        }
        return new ByteArrayResource(text.toString().getBytes(StandardCharsets.UTF_8));
    }

    private static X509Certificate sign(
            X500Name issuer, KeyPair by, X500Name subject, KeyPair of, boolean authority, Instant from, Instant until)
            throws Exception {
        return new JcaX509CertificateConverter()
                .getCertificate(new JcaX509v3CertificateBuilder(
                                issuer,
                                BigInteger.valueOf(System.nanoTime()),
                                Date.from(from),
                                Date.from(until),
                                subject,
                                of.getPublic())
                        .addExtension(Extension.basicConstraints, true, new BasicConstraints(authority))
                        .build(new JcaContentSignerBuilder("SHA256withRSA").build(by.getPrivate())));
    }
}

package io.medicaledu.sandbox.paypal;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;

/**
 * Makes a certificate authority, a key, and the key's certificate by it (X.509, RFC 5280). The authority's own key is
 * thrown away.
 */
final class CertificateMaker {

    /** The common name, as PayPal's certificate has {@code messageverificationcerts.paypal.com}. */
    static final String NAME = "messageverificationcerts.paypal-sandbox.test";

    private static final String AUTHORITY = "MedicalEdu PayPal Sandbox CA";
    private static final Duration LIFETIME = Duration.ofDays(3_650);
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final byte[] SHA256_WITH_RSA = Der.sequence(Der.identifier("1.2.840.113549.1.1.11"), Der.nothing());

    private CertificateMaker() {}

    /** What was made; the certificates are PEM. */
    record Made(String id, PrivateKey key, String certificate, String caCertificate) {}

    static Made make(Instant now) {
        try {
            KeyPair authority = keys();
            KeyPair signer = keys();
            byte[] authorityId = fingerprint(authority.getPublic());
            byte[] ca = certificate(
                    AUTHORITY,
                    authority.getPublic(),
                    now,
                    authority.getPrivate(),
                    critical("2.5.29.19", Der.sequence(Der.yes(), Der.integer(BigInteger.ZERO))), // may sign others
                    critical("2.5.29.15", Der.bits(1, new byte[] {0x06})), // certificates and lists of revoked ones
                    extension("2.5.29.14", Der.octets(authorityId)));
            byte[] leaf = certificate(
                    NAME,
                    signer.getPublic(),
                    now,
                    authority.getPrivate(),
                    critical("2.5.29.19", Der.sequence()), // may not sign others
                    critical("2.5.29.15", Der.bits(7, new byte[] {(byte) 0x80})), // signatures
                    extension(
                            "2.5.29.17",
                            Der.sequence(Der.numberedContent(2, NAME.getBytes(StandardCharsets.US_ASCII)))),
                    extension("2.5.29.35", Der.sequence(Der.numberedContent(0, authorityId))));
            String id = "CERT-" + HexFormat.of().formatHex(random(8));
            return new Made(id, signer.getPrivate(), pem(leaf), pem(ca));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java platform has RSA with SHA-256", e);
        }
    }

    private static KeyPair keys() throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2_048);
        return generator.generateKeyPair();
    }

    private static byte[] certificate(
            String subject, PublicKey key, Instant now, PrivateKey signer, byte[]... extensions)
            throws GeneralSecurityException {
        byte[] toBeSigned = Der.sequence(
                Der.numbered(0, Der.integer(BigInteger.TWO)), // version 3, counted from 0
                Der.integer(new BigInteger(1, random(16))),
                SHA256_WITH_RSA,
                name(AUTHORITY),
                Der.sequence(Der.time(now.minus(Duration.ofDays(1))), Der.time(now.plus(LIFETIME))),
                name(subject),
                key.getEncoded(),
                Der.numbered(3, Der.sequence(extensions)));
        Signature signature = Signature.getInstance("SHA256withRSA");
        signature.initSign(signer);
        signature.update(toBeSigned);
        return Der.sequence(toBeSigned, SHA256_WITH_RSA, Der.bits(0, signature.sign()));
    }

    private static byte[] name(String commonName) {
        return Der.sequence(attribute("2.5.4.3", commonName), attribute("2.5.4.10", "MedicalEdu"));
    }

    private static byte[] attribute(String type, String value) {
        return Der.set(Der.sequence(Der.identifier(type), Der.text(value)));
    }

    private static byte[] critical(String type, byte[] value) {
        return Der.sequence(Der.identifier(type), Der.yes(), Der.octets(value));
    }

    private static byte[] extension(String type, byte[] value) {
        return Der.sequence(Der.identifier(type), Der.octets(value));
    }

    private static byte[] fingerprint(PublicKey key) throws GeneralSecurityException {
        return MessageDigest.getInstance("SHA-1").digest(key.getEncoded());
    }

    private static String pem(byte[] certificate) {
        return "-----BEGIN CERTIFICATE-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(certificate)
                + "\n-----END CERTIFICATE-----\n";
    }

    private static byte[] random(int length) {
        byte[] random = new byte[length];
        RANDOM.nextBytes(random);
        return random;
    }
}

package io.medicaledu.notification.delivery;

import io.medicaledu.notification.command.PushSubscriptions;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.stream.Stream;
import javax.crypto.Cipher;
import javax.crypto.KDF;
import javax.crypto.KeyAgreement;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.HKDFParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** Message encryption for web push (RFC 8291) in the content coding {@code aes128gcm} (RFC 8188), one record. */
final class WebPushEncryption {

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int SALT = 16;
    private static final int RECORD_SIZE = 4_096;
    private static final int TAG_BITS = 128;
    private static final byte LAST_RECORD = 2;

    private WebPushEncryption() {}

    /** @throws DeliveryException if the browser's key is none */
    static byte[] encrypt(byte[] message, PushSubscriptions.Subscription subscription) {
        try {
            byte[] salt = new byte[SALT];
            RANDOM.nextBytes(salt);
            return encrypt(message, subscription, P256.newKeyPair(), salt);
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw new DeliveryException("The browser's keys cannot be used", false);
        }
    }

    static byte[] encrypt(byte[] message, PushSubscriptions.Subscription subscription, KeyPair ours, byte[] salt)
            throws GeneralSecurityException {
        byte[] theirPoint = Base64.getUrlDecoder().decode(subscription.p256dh());
        byte[] ourPoint = P256.point(ours.getPublic());
        KeyAgreement agreement = KeyAgreement.getInstance("ECDH");
        agreement.init(ours.getPrivate());
        agreement.doPhase(P256.publicKey(theirPoint), true);
        byte[] auth = Base64.getUrlDecoder().decode(subscription.auth());
        byte[] keyInfo = concat(ascii("WebPush: info\0"), theirPoint, ourPoint);
        byte[] input = derive(auth, agreement.generateSecret(), keyInfo, 32);
        byte[] key = derive(salt, input, ascii("Content-Encoding: aes128gcm\0"), 16);
        byte[] nonce = derive(salt, input, ascii("Content-Encoding: nonce\0"), 12);
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(key, "AES"), new GCMParameterSpec(TAG_BITS, nonce));
        byte[] body = cipher.doFinal(concat(message, new byte[] {LAST_RECORD}));
        byte[] header = ByteBuffer.allocate(SALT + 4 + 1 + ourPoint.length)
                .put(salt)
                .putInt(RECORD_SIZE)
                .put((byte) ourPoint.length)
                .put(ourPoint)
                .array();
        return concat(header, body);
    }

    private static byte[] derive(byte[] salt, byte[] input, byte[] info, int length) throws GeneralSecurityException {
        SecretKey derived = KDF.getInstance("HKDF-SHA256")
                .deriveKey(
                        "Generic",
                        HKDFParameterSpec.ofExtract()
                                .addSalt(salt)
                                .addIKM(input)
                                .thenExpand(info, length));
        return derived.getEncoded();
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private static byte[] concat(byte[]... parts) {
        ByteBuffer all = ByteBuffer.allocate(
                Stream.of(parts).mapToInt(part -> part.length).sum());
        Stream.of(parts).forEach(all::put);
        return all.array();
    }
}

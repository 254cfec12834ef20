package dev.tandem.store;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Seals secrets for the database (AES-256-GCM) with a key that lies beside it in the data directory: a copy of the database
 * alone gives none of them away. SIP passwords are sealed rather than hashed, because digest authentication needs the clear
 * password as soon as realm or algorithm change.
 */
@Singleton
public class DataKey {

    private static final int KEY_OCTETS = 32;
    private static final int NONCE_OCTETS = 12;
    private static final int TAG_BITS = 128;

    private final SecretKeySpec key;
    private final SecureRandom random = new SecureRandom();

    /** The key of this data directory, made at first start. */
    @Inject
    public DataKey(DataDirectory data) {
        byte[] octets = data.secret("keys/data-key", DataKey::fresh);
        if (octets.length != KEY_OCTETS) {
            throw new IllegalStateException(data.resolve("keys/data-key") + " must hold " + KEY_OCTETS + " octets");
        }
        key = new SecretKeySpec(octets, "AES");
    }

    /** Seals {@code clear}; {@code place} says whose secret it is, and must be the same for {@link #open}. */
    public String seal(String clear, String place) {
        byte[] nonce = new byte[NONCE_OCTETS];
        random.nextBytes(nonce);
        byte[] sealed = run(Cipher.ENCRYPT_MODE, nonce, clear.getBytes(StandardCharsets.UTF_8), place);
        byte[] whole = Arrays.copyOf(nonce, NONCE_OCTETS + sealed.length);
        System.arraycopy(sealed, 0, whole, NONCE_OCTETS, sealed.length);
        return Base64.getEncoder().encodeToString(whole);
    }

    /** Opens what {@link #seal} made; a row moved to another place does not open. */
    public String open(String sealed, String place) {
        byte[] whole = Base64.getDecoder().decode(sealed);
        byte[] nonce = Arrays.copyOf(whole, NONCE_OCTETS);
        byte[] rest = Arrays.copyOfRange(whole, NONCE_OCTETS, whole.length);
        return new String(run(Cipher.DECRYPT_MODE, nonce, rest, place), StandardCharsets.UTF_8);
    }

    private byte[] run(int mode, byte[] nonce, byte[] text, String place) {
        try {
            Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
            cipher.updateAAD(place.getBytes(StandardCharsets.UTF_8));
            return cipher.doFinal(text);
        } catch (GeneralSecurityException foreign) {
            throw new IllegalStateException(
                    "the secret of " + place + " does not open: keys/data-key is not the one of this database",
                    foreign);
        }
    }

    private static byte[] fresh() {
        byte[] octets = new byte[KEY_OCTETS];
        new SecureRandom().nextBytes(octets);
        return octets;
    }
}

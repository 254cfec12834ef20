package dev.tandem.access;

import dev.tandem.acs.AcsException;
import dev.tandem.acs.ContentHash;
import dev.tandem.acs.StatusErrors;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.util.Base64;

/** A body that fails at its end when it is not the one that was signed. */
final class SignedBody extends FilterInputStream {

    private final MessageDigest digest;
    private final String signed;

    /** Reads {@code body}, whose SHA-256 the client says is {@code signedHash}, in Base64. */
    SignedBody(InputStream body, String signedHash) {
        super(body);
        this.signed = signedHash;
        this.digest = ContentHash.digest();
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        int count = super.read(buffer, offset, length);
        if (count < 0) {
            check();
        } else {
            digest.update(buffer, offset, count);
        }
        return count;
    }

    @Override
    public long skip(long count) throws IOException {
        // Skipping would leave octets out of the hash.
        return readNBytes((int) Math.min(count, 8192)).length;
    }

    @Override
    public boolean markSupported() {
        return false;
    }

    private void check() {
        // digest() starts afresh: a second read at the end would hash nothing, so only a clone is finished.
        if (!ContentHash.same(Base64.getEncoder().encodeToString(current()), signed)) {
            throw new AcsException(401, StatusErrors.of(401));
        }
    }

    private byte[] current() {
        try {
            return ((MessageDigest) digest.clone()).digest();
        } catch (CloneNotSupportedException impossible) {
            throw new IllegalStateException("the platform's SHA-256 can be cloned", impossible);
        }
    }
}

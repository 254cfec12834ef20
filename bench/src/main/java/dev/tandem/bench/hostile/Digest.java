package dev.tandem.bench.hostile;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A telephone's answer to a digest challenge: MD5 and {@code qop=auth} (RFC 2617, section 3.2.2). */
record Digest(String username, String password) {

    String answer(String challenge, String method, String uri) {
        String realm = field(challenge, "realm");
        String nonce = field(challenge, "nonce");
        String response = md5(md5(username + ":" + realm + ":" + password) + ":" + nonce + ":00000001:hostile:auth:"
                + md5(method + ":" + uri));
        return "Digest username=\"" + username + "\", realm=\"" + realm + "\", nonce=\"" + nonce + "\", uri=\"" + uri
                + "\", response=\"" + response + "\", algorithm=MD5, qop=auth, nc=00000001, cnonce=\"hostile\"";
    }

    private static String field(String challenge, String name) {
        Matcher matcher = Pattern.compile(name + "=\"([^\"]*)\"").matcher(challenge);
        if (!matcher.find()) {
            throw new IllegalStateException("no " + name + " in " + challenge);
        }
        return matcher.group(1);
    }

    private static String md5(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("MD5").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException(missing);
        }
    }

    @Override
    public String toString() {
        return "Digest[username=" + username + "]";
    }
}

package dev.tandem.sip;

/**
 * A user name and password for digest authentication. Never printed.
 *
 * @param username as in the Authorization header
 * @param password in clear, because the peer chooses the realm and the algorithm
 */
public record DigestCredentials(String username, String password) {

    @Override
    public String toString() {
        return "DigestCredentials[username=" + username + ", password=<hidden>]";
    }
}

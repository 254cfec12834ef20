package dev.tandem.bench.hostile;

import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;

/** The gateway's REST as an administrator's console uses it: a new connection for each request, as a newcomer has it. */
final class Rest {
    private final int port;
    private volatile String cookie = "";

    Rest(int port) {
        this.port = port;
    }

    /** An answer. */
    record Answer(int status, String body, Optional<String> searchId) {
        boolean isGood() {
            return status < 300;
        }
    }

    /** Opens the session that all other requests bear. */
    void signIn(String accessKey) throws IOException {
        HttpURLConnection connection = connection("POST", "/console/session", Duration.ofSeconds(30));
        write(connection, "application/json", "{\"accessKey\":\"" + accessKey + "\"}");
        Answer answer = answer(connection);
        if (!answer.isGood()) {
            throw new IOException("sign-in: " + answer);
        }
        cookie = Optional.ofNullable(connection.getHeaderField("Set-Cookie"))
                .orElse("")
                .split(";")[0];
    }

    Answer get(String path, Duration within) throws IOException {
        return answer(connection("GET", path, within));
    }

    Answer send(String method, String path, String type, String body, Duration within) throws IOException {
        HttpURLConnection connection = connection(method, path, within);
        write(connection, type, body);
        return answer(connection);
    }

    private HttpURLConnection connection(String method, String path, Duration within) throws IOException {
        HttpURLConnection connection = (HttpURLConnection)
                URI.create("http://localhost:" + port + path).toURL().openConnection();
        connection.setRequestMethod(method);
        connection.setConnectTimeout((int) within.toMillis());
        connection.setReadTimeout((int) within.toMillis());
        connection.setRequestProperty("Connection", "close");
        if (!cookie.isEmpty()) {
            connection.setRequestProperty("Cookie", cookie);
        }
        return connection;
    }

    private static void write(HttpURLConnection connection, String type, String body) throws IOException {
        connection.setDoOutput(true);
        connection.setRequestProperty("Content-Type", type);
        connection.getOutputStream().write(body.getBytes(StandardCharsets.UTF_8));
    }

    private static Answer answer(HttpURLConnection connection) throws IOException {
        int status = connection.getResponseCode();
        try (InputStream in = status < 400 ? connection.getInputStream() : connection.getErrorStream()) {
            String body = in == null ? "" : new String(in.readAllBytes(), StandardCharsets.UTF_8);
            return new Answer(status, body, Optional.ofNullable(connection.getHeaderField("search-id")));
        } finally {
            connection.disconnect();
        }
    }
}

package dev.tandem.testkit;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A headless Chromium with one page, driven through the DevTools protocol: evaluate JavaScript, await its promise, get a
 * string. Microphone and permission prompts are faked. Needs no driver and no JSON library.
 */
public final class Chromium implements AutoCloseable {

    private static final Duration START = Duration.ofSeconds(30);
    private static final Pattern LISTENING = Pattern.compile("DevTools listening on (ws://\\S+)");
    private static final Pattern ID = Pattern.compile("^\\{\"id\":(\\d+)");

    private final Process process;
    private final Path profile;
    private final WebSocket devTools;
    private final Answers answers = new Answers();
    private final AtomicInteger ids = new AtomicInteger();
    private final String sessionId;

    /** Starts one and opens {@code url}, which must be on localhost or https for the microphone to be allowed. */
    public static Chromium open(URI url, String... moreFlags) throws Exception {
        return new Chromium(url, false, List.of(moreFlags));
    }

    /** The same with a page whose content security policy does not keep a test's own scripts and worklets out. */
    public static Chromium openIgnoringPolicy(URI url, String... moreFlags) throws Exception {
        return new Chromium(url, true, List.of(moreFlags));
    }

    private Chromium(URI url, boolean ignorePolicy, List<String> moreFlags) throws Exception {
        profile = Files.createTempDirectory("chromium");
        process = start(moreFlags);
        try {
            devTools = HttpClient.newHttpClient()
                    .newWebSocketBuilder()
                    .buildAsync(endpoint(), answers)
                    .get(START.toSeconds(), TimeUnit.SECONDS);
            String target = field(
                    call("", "Target.createTarget", "{\"url\":\"about:blank\"}").get(30, TimeUnit.SECONDS), "targetId");
            sessionId = field(
                    call("", "Target.attachToTarget", "{\"targetId\":\"" + target + "\",\"flatten\":true}")
                            .get(30, TimeUnit.SECONDS),
                    "sessionId");
            // Before the page is there: a policy is read once.
            call(sessionId, "Page.setBypassCSP", "{\"enabled\":" + ignorePolicy + "}")
                    .get(30, TimeUnit.SECONDS);
            call(sessionId, "Page.navigate", "{\"url\":\"" + url + "\"}").get(30, TimeUnit.SECONDS);
            awaitLoaded(url);
        } catch (Exception failed) {
            process.destroyForcibly();
            throw failed;
        }
    }

    private Process start(List<String> moreFlags) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                "/usr/bin/chromium",
                "--headless=new",
                "--no-sandbox",
                "--no-first-run",
                "--disable-gpu",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-dev-shm-usage",
                "--use-fake-ui-for-media-stream",
                "--use-fake-device-for-media-stream",
                "--autoplay-policy=no-user-gesture-required",
                "--remote-debugging-port=0",
                "--user-data-dir=" + profile));
        command.addAll(moreFlags);
        command.add("about:blank");
        return new ProcessBuilder(command)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    /** The browser says on stderr where it listens; the rest of stderr is drained so that it never blocks. */
    private URI endpoint() throws Exception {
        CompletableFuture<URI> endpoint = new CompletableFuture<>();
        Thread drain = new Thread(() -> readStderr(endpoint), "chromium-stderr");
        drain.setDaemon(true);
        drain.start();
        return endpoint.get(START.toSeconds(), TimeUnit.SECONDS);
    }

    private void readStderr(CompletableFuture<URI> endpoint) {
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(process.getErrorStream(), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                Matcher listening = LISTENING.matcher(line);
                if (listening.find()) {
                    endpoint.complete(URI.create(listening.group(1)));
                }
            }
        } catch (IOException ended) {
            endpoint.completeExceptionally(ended);
        }
        endpoint.completeExceptionally(new IOException("chromium ended"));
    }

    private void awaitLoaded(URI url) throws Exception {
        long deadline = System.nanoTime() + START.toNanos();
        while (System.nanoTime() < deadline) {
            String state = evaluate("location.href + ' ' + document.readyState");
            if (state.equals(url + " complete")) {
                return;
            }
        }
        throw new IllegalStateException("page did not load: " + url);
    }

    /** The value of a JavaScript expression, or of the promise it is, as a string. */
    public String evaluate(String expression) throws Exception {
        // Base64, so that no JSON string needs to be read here.
        String wrapped = "(async () => { const v = await (" + expression
                + "); return btoa(unescape(encodeURIComponent(String(v)))); })()";
        String params = "{\"expression\":\"" + escaped(wrapped) + "\",\"awaitPromise\":true,\"returnByValue\":true}";
        String answer = call(sessionId, "Runtime.evaluate", params).get(60, TimeUnit.SECONDS);
        if (answer.contains("\"exceptionDetails\"")) {
            throw new IllegalStateException(answer);
        }
        return new String(Base64.getDecoder().decode(field(answer, "value")), StandardCharsets.UTF_8);
    }

    private CompletableFuture<String> call(String session, String method, String params) {
        int id = ids.incrementAndGet();
        CompletableFuture<String> answer = answers.expect(id);
        String to = session.isEmpty() ? "" : ",\"sessionId\":\"" + session + "\"";
        String request = "{\"id\":" + id + to + ",\"method\":\"" + method + "\",\"params\":" + params + "}";
        return devTools.sendText(request, true).thenCompose(sent -> answer);
    }

    private static String field(String json, String name) {
        Matcher found = Pattern.compile("\"" + name + "\":\"([^\"]*)\"").matcher(json);
        if (!found.find()) {
            throw new IllegalStateException("no " + name + " in " + json);
        }
        return found.group(1);
    }

    private static String escaped(String text) {
        return text.replace("\\", "\\\\")
                .replace("\"", "\\\"")
                .replace("\r", "\\r")
                .replace("\n", "\\n")
                .replace("\t", "\\t");
    }

    @Override
    public void close() throws IOException {
        devTools.abort();
        process.destroy();
        process.onExit().completeOnTimeout(process, 10, TimeUnit.SECONDS).join();
        process.destroyForcibly();
        try (Stream<Path> files = Files.walk(profile)) {
            files.sorted(Comparator.reverseOrder())
                    .forEach(file -> file.toFile().delete());
        } catch (UncheckedIOException vanished) {
            // A last helper process of the browser removed its own file first.
        }
    }

    /** Joins the frames of each message and hands it to whoever asked. */
    private static final class Answers implements WebSocket.Listener {
        private final Map<Integer, CompletableFuture<String>> expected = new ConcurrentHashMap<>();
        private final StringBuilder message = new StringBuilder();

        CompletableFuture<String> expect(int id) {
            CompletableFuture<String> answer = new CompletableFuture<>();
            expected.put(id, answer);
            return answer;
        }

        @Override
        public CompletionStage<?> onText(WebSocket socket, CharSequence part, boolean last) {
            message.append(part);
            if (last) {
                complete(message.toString());
                message.setLength(0);
            }
            socket.request(1);
            return CompletableFuture.completedStage(null);
        }

        private void complete(String whole) {
            Matcher id = ID.matcher(whole);
            CompletableFuture<String> waiting = id.find() ? expected.remove(Integer.valueOf(id.group(1))) : null;
            if (waiting != null) {
                waiting.complete(whole);
            }
        }
    }
}

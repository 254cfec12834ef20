package dev.tandem.speech;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tandem.config.TandemConfig;
import dev.tandem.event.Sink;
import dev.tandem.event.Sink.Answer;
import dev.tandem.event.Sink.Received;
import dev.tandem.operation.Speech;
import dev.tandem.outbound.client.OutboundClient;
import io.quarkus.test.junit.QuarkusMock;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** A service that speaks OpenAI's audio API on this machine, and hears what a test wants it to hear. */
public final class TestProvider implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final CountDownLatch over = new CountDownLatch(1);
    private final Sink service;

    private TestProvider(Answer answer, boolean hangs) throws IOException {
        service = new Sink(request -> hangs ? afterAll(answer) : answer);
    }

    /** One that understands this of everything. */
    public static TestProvider hearing(String text) throws IOException {
        return answering(200, "{\"text\":\"" + text + "\"}");
    }

    /** One that answers this to everything. */
    public static TestProvider answering(int status, String body) throws IOException {
        return new TestProvider(new Answer(status, Map.of(), body), false);
    }

    /** One that does not answer. */
    public static TestProvider hanging() throws IOException {
        return new TestProvider(Answer.of(200), true);
    }

    private Answer afterAll(Answer answer) {
        try {
            return over.await(1, TimeUnit.MINUTES) ? answer : Answer.of(504);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return answer;
        }
    }

    /** Has the gateway use it until the test is over. */
    public TestProvider installed(Speech proxy, OutboundClient client, ObjectMapper json, TandemConfig config) {
        QuarkusMock.installMockForInstance(
                new OpenAiSpeech(client, json, service.uri("/v1"), config.speech(), PATIENCE), proxy);
        return this;
    }

    /** What it was asked. */
    public List<Received> asked() {
        return service.received();
    }

    @Override
    public void close() {
        over.countDown();
        service.close();
    }
}

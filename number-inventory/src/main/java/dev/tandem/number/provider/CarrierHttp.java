package dev.tandem.number.provider;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Flow.Subscription;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Requests with a bearer key, of which few run at once; an answer is whole, in time and of bounded size, or none. */
final class CarrierHttp {
    /** The longest answer, in bytes. */
    static final int BODY_MAX = 1 << 20;

    private static final int AT_ONCE_MAX = 8;

    private final String base;
    private final String key;
    private final Duration timeout;
    private final HttpClient client;
    private final Semaphore places = new Semaphore(AT_ONCE_MAX);

    CarrierHttp(ProviderSettings settings) {
        this.base = settings.url().toString().replaceAll("/+$", "");
        this.key = settings.key();
        this.timeout = settings.timeout();
        this.client = HttpClient.newBuilder()
                .connectTimeout(timeout)
                // The key is for this host and no other.
                .followRedirects(HttpClient.Redirect.NEVER)
                .build();
    }

    /** An answer. */
    record Reply(int status, String body) {
        boolean succeeded() {
            return status >= 200 && status < 300;
        }

        boolean failed() {
            return status >= 500;
        }
    }

    Optional<Reply> get(String path) {
        return ask(request(path).GET());
    }

    Optional<Reply> delete(String path) {
        return ask(request(path).DELETE());
    }

    /** Whoever sees the same idempotency key again must do nothing twice. */
    Optional<Reply> post(String path, String idempotencyKey, String json) {
        return ask(request(path)
                .header("Idempotency-Key", idempotencyKey)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(json)));
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(base + path))
                .header("Authorization", "Bearer " + key)
                .header("Accept", "application/json");
    }

    private Optional<Reply> ask(HttpRequest.Builder request) {
        if (!places.tryAcquire()) {
            return Optional.empty();
        }
        try {
            // The client's own timeout ends with the headers; this one covers the body too.
            return await(client.sendAsync(request.build(), headers -> new Bounded()));
        } finally {
            places.release();
        }
    }

    private Optional<Reply> await(CompletableFuture<HttpResponse<String>> pending) {
        try {
            HttpResponse<String> response = pending.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
            return Optional.of(new Reply(response.statusCode(), response.body()));
        } catch (ExecutionException | TimeoutException unanswered) {
            pending.cancel(true);
            return Optional.empty();
        } catch (InterruptedException interrupted) {
            pending.cancel(true);
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    /** Collects a body and gives up on one that is too long. */
    private static final class Bounded implements BodySubscriber<String> {
        private final CompletableFuture<String> whole = new CompletableFuture<>();
        private final ByteArrayOutputStream collected = new ByteArrayOutputStream();
        private @Nullable Subscription subscription;

        @Override
        public CompletionStage<String> getBody() {
            return whole;
        }

        @Override
        public void onSubscribe(Subscription subscription) {
            this.subscription = subscription;
            subscription.request(Long.MAX_VALUE);
        }

        @Override
        public void onNext(List<ByteBuffer> parts) {
            for (ByteBuffer part : parts) {
                if (collected.size() + part.remaining() > BODY_MAX) {
                    giveUp();
                    return;
                }
                byte[] octets = new byte[part.remaining()];
                part.get(octets);
                collected.writeBytes(octets);
            }
        }

        private void giveUp() {
            if (subscription != null) {
                subscription.cancel();
            }
            whole.completeExceptionally(new IOException("longer than " + BODY_MAX + " bytes"));
        }

        @Override
        public void onError(Throwable failed) {
            whole.completeExceptionally(failed);
        }

        @Override
        public void onComplete() {
            whole.complete(collected.toString(StandardCharsets.UTF_8));
        }
    }
}

package dev.tandem.streaming;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.ServerWebSocket;
import java.net.URI;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** A bot on loopback, on another implementation of WebSockets than ours. Remembers the texts it was sent. */
final class TestBot implements AutoCloseable {
    final Queue<String> texts = new ConcurrentLinkedQueue<>();
    final List<ServerWebSocket> sockets = new CopyOnWriteArrayList<>();
    private final HttpServer server;

    private TestBot(HttpServer server) {
        this.server = server;
    }

    static TestBot on(Vertx vertx, Consumer<ServerWebSocket> behaviour) throws Exception {
        HttpServer server = vertx.createHttpServer(
                new HttpServerOptions().setPort(0).setHost("127.0.0.1").addWebSocketSubProtocol("audio.jambonz.org"));
        TestBot bot = new TestBot(server);
        server.webSocketHandler(socket -> {
            bot.sockets.add(socket);
            socket.textMessageHandler(bot.texts::add);
            behaviour.accept(socket);
        });
        return bot.listening();
    }

    /** One that answers the upgrade as it likes. */
    static TestBot answering(Vertx vertx, Consumer<HttpServerRequest> answer) throws Exception {
        HttpServer server =
                vertx.createHttpServer(new HttpServerOptions().setPort(0).setHost("127.0.0.1"));
        server.requestHandler(answer::accept);
        return new TestBot(server).listening();
    }

    private TestBot listening() throws Exception {
        server.listen().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
        return this;
    }

    URI url() {
        return URI.create("ws://127.0.0.1:" + server.actualPort() + "/bot?key=1");
    }

    void send(String message) {
        sockets.get(sockets.size() - 1).writeTextMessage(message);
    }

    long count(String part) {
        return texts.stream().filter(text -> text.contains(part)).count();
    }

    @Override
    public void close() {
        server.close()
                .toCompletionStage()
                .toCompletableFuture()
                .orTimeout(10, TimeUnit.SECONDS)
                .join();
    }
}

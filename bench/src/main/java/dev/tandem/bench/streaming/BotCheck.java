package dev.tandem.bench.streaming;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.tandem.streaming.Dialect;
import dev.tandem.streaming.DialectName;
import dev.tandem.streaming.StreamAction;
import dev.tandem.streaming.StreamOptions;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.WebSocket;
import io.vertx.core.http.WebSocketConnectOptions;
import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Checks a bot as its author would want to before a call: connects to it as Tandem does, lets it hear ten seconds of a
 * caller who beeps and presses a key, holds everything it says against the published schema and against what Tandem makes
 * of it, and tells. Arguments: the bot's URL, its dialect (acs, twilio, jambonz), and perhaps samples a second.
 */
public final class BotCheck {
    private static final int SECONDS = 10;
    private static final int FRAMES = SECONDS * 50;
    /** RFC 6455, section 7.4.1. */
    private static final int NORMAL = 1000;

    private static final int OBJECTIONS_MAX = 20;

    private final StreamOptions options;
    private final Dialect dialect;
    private final Schema schema;
    private final List<String> objections = new ArrayList<>();
    private int messages;
    private long samplesSaid;
    private int marks;
    private int clears;
    private boolean finished;
    private long waitingSamples;
    private final List<String> marksWaiting = new ArrayList<>();

    private BotCheck(StreamOptions options) throws IOException {
        this.options = options;
        dialect = options.dialect().speaker(options, UUID.randomUUID().toString());
        schema = schema(options.dialect());
    }

    /** Returns 0 when the bot can be understood, 1 when not, 2 when it cannot be reached. */
    public static void main(String[] arguments) throws Exception {
        if (arguments.length < 2) {
            System.out.println("arguments: URL, dialect (acs, twilio, jambonz), perhaps samples a second");
            System.exit(2);
        }
        DialectName name = DialectName.valueOf(arguments[1].toUpperCase(Locale.ROOT));
        int rate = arguments.length > 2 ? Integer.parseInt(arguments[2]) : name == DialectName.TWILIO ? 8_000 : 16_000;
        BotCheck check = new BotCheck(StreamOptions.mixed(name, URI.create(arguments[0]), rate, "check"));
        System.exit(check.run());
    }

    private static Schema schema(DialectName dialect) throws IOException {
        Path file = Path.of("docs/streaming", dialect.name().toLowerCase(Locale.ROOT) + ".schema.json");
        ObjectNode whole = (ObjectNode) new ObjectMapper().readTree(Files.readString(file));
        whole.remove("anyOf");
        whole.put("$ref", "#/$defs/fromBot");
        return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(whole.toString(), InputFormat.JSON);
    }

    private int run() throws Exception {
        Vertx vertx = Vertx.vertx();
        WebSocketConnectOptions connect =
                new WebSocketConnectOptions().setAbsoluteURI(options.url().toString());
        if (!options.dialect().subprotocol().isEmpty()) {
            connect.addSubProtocol(options.dialect().subprotocol());
        }
        var done = new CompletableFuture<Void>();
        vertx.createWebSocketClient().connect(connect).onComplete(connected -> {
            if (connected.succeeded()) {
                converse(vertx, connected.result(), done);
            } else {
                done.completeExceptionally(connected.cause());
            }
        });
        try {
            done.get(SECONDS + 10L, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException unreachable) {
            System.out.println("The bot cannot be reached: " + unreachable.getMessage());
            return 2;
        }
        return report();
    }

    private void converse(Vertx vertx, WebSocket socket, CompletableFuture<Void> done) {
        socket.textMessageHandler(message -> heard(socket, message));
        socket.binaryMessageHandler(message -> {
            messages++;
            apply(socket, dialect.binary(ByteBuffer.wrap(message.getBytes())));
        });
        int[] frames = {0};
        socket.closeHandler(closed -> {
            lost(socket, frames[0]);
            done.complete(null);
        });
        apply(socket, dialect.opened(System.currentTimeMillis()));
        vertx.setPeriodic(20, timer -> {
            if (socket.isClosed()) {
                vertx.cancelTimer(timer);
            } else if (frames[0]++ < FRAMES) {
                frame(socket, frames[0]);
            } else {
                vertx.cancelTimer(timer);
                apply(socket, dialect.closing());
                socket.close().onComplete(closed -> done.complete(null));
            }
        });
    }

    /** A bot may leave early, but it says so. */
    private void lost(WebSocket socket, int frames) {
        Short code = socket.closeStatusCode();
        if (frames < FRAMES && (code == null || code != NORMAL)) {
            object("The connection was lost after %.1f s%s"
                    .formatted(frames / 50.0, code == null ? "" : " with code " + code));
        }
    }

    /** 20 ms of the call: what is heard, what waits to be said, and once a key. */
    private void frame(WebSocket socket, int number) {
        int samples = options.sampleRateHz() / 50;
        short[] frame = new short[samples];
        boolean beeps = number % 50 < 25;
        for (int i = 0; beeps && i < samples; i++) {
            frame[i] = (short) (8_000 * Math.sin(2 * Math.PI * 440 * i / options.sampleRateHz()));
        }
        apply(socket, dialect.heard(frame, "", System.currentTimeMillis()));
        if (number == SECONDS * 25) {
            apply(socket, dialect.digit('5'));
        }
        waitingSamples = Math.max(0, waitingSamples - samples);
        if (waitingSamples == 0) {
            tellMarks(socket, true);
        }
    }

    private void tellMarks(WebSocket socket, boolean said) {
        List<String> reached = List.copyOf(marksWaiting);
        marksWaiting.clear();
        reached.forEach(name -> apply(socket, dialect.marked(name, said)));
    }

    private void heard(WebSocket socket, String message) {
        messages++;
        schema.validate(message, InputFormat.JSON).forEach(error -> object(error + " in " + beginning(message)));
        apply(socket, dialect.text(message));
    }

    private static String beginning(String message) {
        return message.length() < 120 ? message : message.substring(0, 120) + "...";
    }

    private void object(String objection) {
        if (objections.size() < OBJECTIONS_MAX) {
            objections.add(objection);
        }
    }

    private void apply(WebSocket socket, List<StreamAction> actions) {
        for (StreamAction action : actions) {
            apply(socket, action);
        }
    }

    private void apply(WebSocket socket, StreamAction action) {
        if (action instanceof StreamAction.SendText text) {
            socket.writeTextMessage(text.message());
        } else if (action instanceof StreamAction.SendBinary binary) {
            socket.writeBinaryMessage(Buffer.buffer(binary.message().array()));
        } else if (action instanceof StreamAction.Say say) {
            samplesSaid += say.samples().length;
            waitingSamples += say.samples().length;
        } else if (action instanceof StreamAction.Mark mark) {
            marks++;
            marksWaiting.add(mark.name());
        } else if (action instanceof StreamAction.Clear) {
            clears++;
            waitingSamples = 0;
            tellMarks(socket, false);
        } else if (action instanceof StreamAction.Refuse refuse) {
            object("Tandem would end the stream: " + refuse.why());
        } else {
            finished = true;
        }
    }

    private int report() {
        System.out.printf(
                "%d messages, %.1f s of audio, %d marks, %d clearings%s%n",
                messages,
                samplesSaid / (double) options.sampleRateHz(),
                marks,
                clears,
                finished ? ", ended by the bot" : "");
        objections.forEach(objection -> System.out.println("  " + objection));
        System.out.println(objections.isEmpty() ? "The bot can be understood." : "The bot cannot be understood.");
        return objections.isEmpty() ? 0 : 1;
    }
}

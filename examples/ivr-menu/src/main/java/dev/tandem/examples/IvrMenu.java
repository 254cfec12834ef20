package dev.tandem.examples;

import com.azure.communication.callautomation.CallAutomationClient;
import com.azure.communication.callautomation.CallAutomationClientBuilder;
import com.azure.communication.callautomation.CallAutomationEventParser;
import com.azure.communication.callautomation.CallConnection;
import com.azure.communication.callautomation.models.CallMediaRecognizeDtmfOptions;
import com.azure.communication.callautomation.models.DtmfResult;
import com.azure.communication.callautomation.models.FileSource;
import com.azure.communication.callautomation.models.PlayToAllOptions;
import com.azure.communication.callautomation.models.events.CallAutomationEventBase;
import com.azure.communication.callautomation.models.events.CallConnected;
import com.azure.communication.callautomation.models.events.CallDisconnected;
import com.azure.communication.callautomation.models.events.PlayCompleted;
import com.azure.communication.callautomation.models.events.RecognizeCompleted;
import com.azure.communication.callautomation.models.events.RecognizeFailed;
import com.azure.communication.common.PhoneNumberIdentifier;
import com.azure.core.util.Context;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.function.Function;

/**
 * A phone menu: answers calls, plays a prompt, acts on the key that is pressed. It is a web server: {@code /events} takes
 * the subscription's IncomingCall events, {@code /callbacks} the events of the calls it answered, {@code /prompts} serves
 * the recordings.
 *
 * <p>Environment: {@code CONNECTION_STRING} as Tandem prints it, {@code PUBLIC_URL} where Tandem reaches this program,
 * {@code PORT} to listen on (default 8090).
 */
public final class IvrMenu {
    private final CallAutomationClient client;
    private final String publicUrl;
    private final ObjectMapper json = new ObjectMapper();
    /** Who called, by call connection: recognition wants to know whose keys. */
    private final Map<String, String> callers = new ConcurrentHashMap<>();

    private IvrMenu(CallAutomationClient client, String publicUrl) {
        this.client = client;
        this.publicUrl = publicUrl;
    }

    /** Starts the menu and serves until it is ended. */
    public static void main(String[] arguments) throws IOException {
        Map<String, String> environment = System.getenv();
        CallAutomationClient client = new CallAutomationClientBuilder()
                .connectionString(environment.get("CONNECTION_STRING"))
                .buildClient();
        int port = Integer.parseInt(environment.getOrDefault("PORT", "8090"));
        String publicUrl = environment.getOrDefault("PUBLIC_URL", "http://127.0.0.1:" + port);
        new IvrMenu(client, publicUrl).serve(port);
    }

    private void serve(int port) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(port), 0);
        server.setExecutor(Executors.newCachedThreadPool());
        server.createContext("/events", exchange -> answer(exchange, this::incoming));
        server.createContext("/callbacks", exchange -> answer(exchange, this::callback));
        server.createContext("/prompts", IvrMenu::prompt);
        server.start();
        System.out.println("The menu listens at " + publicUrl);
    }

    private static void answer(HttpExchange exchange, Function<String, String> handler) throws IOException {
        try (exchange) {
            String request = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            byte[] reply = handler.apply(request).getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().add("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, reply.length == 0 ? -1 : reply.length);
            exchange.getResponseBody().write(reply);
        }
    }

    private static void prompt(HttpExchange exchange) throws IOException {
        String name = exchange.getRequestURI().getPath().replaceFirst(".*/", "");
        try (exchange;
                InputStream file = IvrMenu.class.getResourceAsStream("/prompts/" + name)) {
            if (file == null) {
                exchange.sendResponseHeaders(404, -1);
                return;
            }
            byte[] octets = file.readAllBytes();
            exchange.getResponseHeaders().add("Content-Type", "audio/wav");
            exchange.sendResponseHeaders(200, octets.length);
            exchange.getResponseBody().write(octets);
        }
    }

    /** An event of the subscription: the question whether we want it, or a call. */
    private String incoming(String body) {
        JsonNode event = read(body).get(0);
        JsonNode data = event.get("data");
        if (event.get("eventType").asText().equals("Microsoft.EventGrid.SubscriptionValidationEvent")) {
            return "{\"validationResponse\":\"" + data.get("validationCode").asText() + "\"}";
        }
        if (event.get("eventType").asText().equals("Microsoft.Communication.IncomingCall")) {
            String id = client.answerCall(data.get("incomingCallContext").asText(), publicUrl + "/callbacks")
                    .getCallConnectionProperties()
                    .getCallConnectionId();
            callers.put(id, data.at("/from/phoneNumber/value").asText());
        }
        return "";
    }

    private String callback(String body) {
        CallAutomationEventParser.parseEvents(body).forEach(this::on);
        return "";
    }

    private void on(CallAutomationEventBase event) {
        CallConnection call = client.getCallConnection(event.getCallConnectionId());
        if (event instanceof CallConnected) {
            ask(call, event.getCallConnectionId());
        } else if (event instanceof RecognizeCompleted completed) {
            completed
                    .getRecognizeResult()
                    .map(result -> ((DtmfResult) result).convertToString())
                    .ifPresent(keys -> pressed(call, event.getCallConnectionId(), keys));
        } else if (event instanceof RecognizeFailed) {
            play(call, "goodbye");
        } else if (event instanceof PlayCompleted && "goodbye".equals(event.getOperationContext())) {
            call.hangUp(true);
        } else if (event instanceof PlayCompleted) {
            ask(call, event.getCallConnectionId());
        } else if (event instanceof CallDisconnected) {
            callers.remove(event.getCallConnectionId());
        }
    }

    private void ask(CallConnection call, String id) {
        CallMediaRecognizeDtmfOptions options = new CallMediaRecognizeDtmfOptions(
                        new PhoneNumberIdentifier(callers.getOrDefault(id, "")), 1)
                .setPlayPrompt(file("menu"))
                .setInterruptPrompt(true)
                .setInitialSilenceTimeout(Duration.ofSeconds(10));
        call.getCallMedia().startRecognizing(options);
    }

    private void pressed(CallConnection call, String id, String key) {
        System.out.println("pressed " + key);
        switch (key) {
            case "1" -> play(call, "hours");
            case "9" -> play(call, "goodbye");
            default -> ask(call, id);
        }
    }

    private void play(CallConnection call, String prompt) {
        PlayToAllOptions options = new PlayToAllOptions(file(prompt)).setOperationContext(prompt);
        call.getCallMedia().playToAllWithResponse(options, Context.NONE);
    }

    private FileSource file(String prompt) {
        return new FileSource().setUrl(publicUrl + "/prompts/" + prompt + ".wav");
    }

    private JsonNode read(String body) {
        try {
            return json.readTree(body);
        } catch (IOException malformed) {
            throw new IllegalArgumentException("this is not JSON", malformed);
        }
    }
}

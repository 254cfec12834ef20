package dev.tandem.bench.sip;

import dev.tandem.bench.process.PackagedGateway;
import dev.tandem.bench.process.Ports;
import java.io.IOException;
import java.net.URLEncoder;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The packaged gateway with a carrier on each side, and a number of the one that leads to the other. */
final class Tandem implements Subject {
    private static final String NUMBERS = "?api-version=2022-12-01";
    private static final Pattern E164 = Pattern.compile("\"(\\+1425555[0-9]+)\"");
    private static final Pattern IDENTITY = Pattern.compile("\"id\":\"(8:acs:[^\"]+)\"");
    private static final Pattern PASSWORD =
            Pattern.compile("\"username\":\"([^\"]+)\",\"password\":\"([^\"]+)\",\"domain\":\"([^\"]+)\"");

    private final int port = Ports.free();
    private final PackagedGateway gateway;

    /** Starts it on an empty data directory and database. */
    Tandem(Path data, Terms terms) throws Exception {
        List<String> settings = new ArrayList<>(List.of("tandem.sip.port=" + port, "tandem.request-rate.identities=0"));
        if (terms.database().startsWith("jdbc:")) {
            settings.add("tandem.database.url=" + terms.database());
            settings.add("tandem.database.user=" + terms.user());
            settings.add("tandem.database.password=" + terms.password());
        }
        gateway = new PackagedGateway(data, settings);
    }

    /** A number of ours whose calls go to the callee, {@code host:port}; whoever calls from 127.0.0.1 is a carrier. */
    String numberTo(String callee) throws Exception {
        trunk("calling", "127.0.0.1", 9, "[\"127.0.0.1/32\"]");
        String[] host = callee.split(":");
        trunk("called", host[0], Integer.parseInt(host[1]), "[\"" + host[0] + "/32\"]");
        gateway.post("/inventory:import" + NUMBERS, "text/csv", BodyPublishers.ofString("""
                        phoneNumber,type,capabilities,cost,currency
                        +14255550100,geographic,calling:inbound+outbound;sms:none,1.00,USD
                        """));
        String number = bought();
        gateway.put(
                "/phoneNumbers/" + URLEncoder.encode(number, StandardCharsets.UTF_8) + "/assignment" + NUMBERS,
                "{\"kind\":\"sip\",\"uri\":\"sip:" + number + "@" + callee + "\"}");
        return number;
    }

    private void trunk(String name, String host, int trunkPort, String sources) throws Exception {
        gateway.put(
                "/trunks/" + name,
                "{\"host\":\"" + host + "\",\"port\":" + trunkPort + ",\"transport\":\"udp\",\"enabled\":true,"
                        + "\"codecs\":[\"PCMU\",\"PCMA\"],\"allowedSources\":" + sources + "}");
    }

    private String bought() throws Exception {
        String search = gateway.post(
                        "/availablePhoneNumbers/countries/US/:search" + NUMBERS,
                        "{\"phoneNumberType\":\"geographic\",\"assignmentType\":\"application\",\"areaCode\":\"425\","
                                + "\"capabilities\":{\"calling\":\"inbound+outbound\",\"sms\":\"none\"},\"quantity\":1}")
                .headers()
                .firstValue("search-id")
                .orElseThrow();
        gateway.post("/availablePhoneNumbers/:purchase" + NUMBERS, "{\"searchId\":\"" + search + "\"}");
        while (true) {
            Matcher number = E164.matcher(gateway.get("/phoneNumbers" + NUMBERS).body());
            if (number.find()) {
                return number.group(1);
            }
            TimeUnit.MILLISECONDS.sleep(100);
        }
    }

    /** Users who register, as sipp reads them: name, domain, credentials. */
    Path users(int count, Path file) throws Exception {
        List<String> lines = new ArrayList<>(List.of("SEQUENTIAL"));
        for (int i = 0; i < count; i++) {
            Matcher identity = found(
                    IDENTITY,
                    gateway.post("/identities?api-version=2023-10-01", "{}").body());
            Matcher issued = found(
                    PASSWORD,
                    gateway.post("/identities/" + identity.group(1) + "/:issueSipPassword", "")
                            .body());
            lines.add(Sipp.user(issued.group(1), issued.group(3), issued.group(2)));
        }
        return Files.write(file, lines);
    }

    private static Matcher found(Pattern pattern, String body) {
        Matcher matcher = pattern.matcher(body);
        if (!matcher.find()) {
            throw new IllegalStateException(pattern + " is not in " + body);
        }
        return matcher;
    }

    /** Resident set and heap in use, in megabytes. */
    String memory() throws Exception {
        return gateway.residentMegabytes() + " MB resident, heap " + gateway.heapMegabytes() + " of 512";
    }

    @Override
    public String name() {
        return "Tandem";
    }

    @Override
    public int sipPort() {
        return port;
    }

    @Override
    public double cpuSeconds() throws IOException {
        return gateway.cpuSeconds();
    }

    @Override
    public void close() {
        gateway.close();
    }
}

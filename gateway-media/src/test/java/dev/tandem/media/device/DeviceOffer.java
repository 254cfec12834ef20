package dev.tandem.media.device;

import dev.tandem.media.offeranswer.SrtpPolicy;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * An offer in the shape that a device, browser or service makes, and what has to become of it: a line of {@code
 * devices.txt}, which says what the fields are.
 */
record DeviceOffer(
        String name,
        Set<Integer> answers,
        SrtpPolicy srtp,
        int section,
        String codec,
        String direction,
        Heard heard,
        String ptime,
        String lineEnd) {
    private static final String ANY = "-";
    private static final Pattern KEY = Pattern.compile("\\{key(\\d+)}");

    /** Who hears the other. */
    enum Heard {
        BOTH,
        DEVICE,
        GATEWAY,
        NONE;

        boolean byDevice() {
            return this == BOTH || this == DEVICE;
        }

        boolean byGateway() {
            return this == BOTH || this == GATEWAY;
        }
    }

    static List<DeviceOffer> all() {
        return resource("devices.txt")
                .lines()
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .map(line -> read(line.split(" +")))
                .toList();
    }

    private static DeviceOffer read(String[] fields) {
        return new DeviceOffer(
                fields[0],
                Arrays.stream(fields[1].split("/")).map(Integer::valueOf).collect(Collectors.toSet()),
                SrtpPolicy.valueOf(fields[2].toUpperCase(Locale.ROOT)),
                fields[3].equals(ANY) ? 0 : Integer.parseInt(fields[3]),
                fields[4],
                fields[5],
                Heard.valueOf(fields[6].toUpperCase(Locale.ROOT)),
                fields[7],
                fields[8].equals("lf") ? "\n" : "\r\n");
    }

    private static String resource(String name) {
        try (InputStream in = DeviceOffer.class.getResourceAsStream("/sdp/" + name)) {
            return new String(Objects.requireNonNull(in, name).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** Whether an answer may say this of the codec, the direction or the packet length. */
    static boolean fits(String wanted, String said) {
        return wanted.equals(ANY) || wanted.equalsIgnoreCase(said);
    }

    boolean isIpv6() {
        return resource(file()).contains("IN IP6");
    }

    private String file() {
        return "devices/" + name + ".sdp";
    }

    /** The text that a device at this address sends; no two have the same keys. */
    String text(InetAddress address, int port, SecureRandom random) {
        String text = resource(file())
                .replace("{address}", address.getHostAddress())
                .replace("{port}", Integer.toString(port))
                .replace("{next}", Integer.toString(port + 1))
                .replace("{other}", Integer.toString(port < 60_000 ? port + 2 : port - 2))
                .replace("{blank}", " ")
                .replace("{nul}", "\0")
                .replace("\n", lineEnd);
        return KEY.matcher(text).replaceAll(key -> {
            byte[] octets = new byte[Integer.parseInt(key.group(1))];
            random.nextBytes(octets);
            return Base64.getEncoder().encodeToString(octets);
        });
    }

    @Override
    public String toString() {
        return name;
    }
}

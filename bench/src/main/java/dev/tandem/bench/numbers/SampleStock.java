package dev.tandem.bench.numbers;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;

/** Made-up stock: ten thousand numbers in a row in each town, forty area codes in turn; one line of CSV a number. */
record SampleStock(int numbers) {
    static final int TOWN = 10_000;

    /** How many of a town's numbers get sold: all that do not end in {@link #UNSOLD_DIGIT}. */
    static final int SOLD = TOWN / 10 * 9;

    static final int UNSOLD_DIGIT = 7;
    private static final List<Integer> AREAS = List.of(
            201, 202, 203, 205, 206, 207, 208, 209, 210, 212, 213, 214, 215, 216, 217, 218, 219, 224, 225, 228, 229,
            231, 234, 239, 240, 248, 251, 252, 253, 254, 256, 260, 262, 267, 269, 270, 276, 281, 301, 302);
    private static final int EXCHANGE_FIRST = 210;

    int towns() {
        return numbers / TOWN;
    }

    static int area(int town) {
        return AREAS.get(town % AREAS.size());
    }

    /** The first number of a town; the others follow it. */
    static long first(int town) {
        return 10_000_000_000L + area(town) * 10_000_000L + (EXCHANGE_FIRST + town / AREAS.size()) * (long) TOWN;
    }

    static String locality(int town) {
        return "Town " + town;
    }

    InputStream csv() {
        return new Lines(this);
    }

    /** The head of the list and then its towns, each made when it is read. */
    private static final class Lines extends InputStream {
        private final SampleStock stock;
        private InputStream present =
                new ByteArrayInputStream("phoneNumber,type,capabilities,cost,currency,locality,administrativeDivision\n"
                        .getBytes(StandardCharsets.US_ASCII));
        private int next;

        Lines(SampleStock stock) {
            this.stock = stock;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            int count = present.read(buffer, offset, length);
            while (count < 0 && next < stock.towns()) {
                present = new ByteArrayInputStream(lines(next++));
                count = present.read(buffer, offset, length);
            }
            return count;
        }
    }

    private static byte[] lines(int town) {
        StringBuilder lines = new StringBuilder(TOWN * 90);
        String terms = ",geographic,calling:inbound+outbound;sms:none,1.00,USD," + locality(town) + ",XX\n";
        IntStream.range(0, TOWN)
                .forEach(i -> lines.append('+').append(first(town) + i).append(terms));
        return lines.toString().getBytes(StandardCharsets.US_ASCII);
    }
}

package dev.tandem.inventory;

import dev.tandem.acs.AcsException;
import dev.tandem.number.Capabilities;
import dev.tandem.number.Capability;
import dev.tandem.number.E164;
import dev.tandem.number.NumberType;
import dev.tandem.number.Place;
import dev.tandem.number.Price;
import dev.tandem.number.imports.StockLine;
import dev.tandem.number.imports.StockRange;
import dev.tandem.phonenumbers.Words;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The columns of a stock list and what they mean. A column that is empty or missing takes its default. Not thread-safe: it
 * remembers the terms of the last line, which most lines repeat.
 */
final class StockColumns {
    static final String NUMBER = "phoneNumber";
    static final String START = "rangeStart";
    static final String END = "rangeEnd";
    static final String STATUS = "status";

    /** In the order an export writes them. {@link #STATUS} is there to be read, and ignored by an import. */
    static final List<String> EXPORTED = List.of(
            NUMBER, "type", "capabilities", "cost", "currency", "trunk", "locality", "administrativeDivision", STATUS);

    private static final List<String> TERMS = EXPORTED.subList(1, EXPORTED.size() - 1);
    private static final Set<String> KNOWN = Set.of(
            NUMBER,
            START,
            END,
            "type",
            "capabilities",
            "cost",
            "currency",
            "trunk",
            "locality",
            "administrativeDivision",
            STATUS);
    private static final Pattern COST = Pattern.compile("[0-9]{1,8}(\\.[0-9]{1,4})?");
    private static final Pattern CURRENCY = Pattern.compile("[A-Z]{3}");
    private static final int PLACE_MAX = 80;
    private static final int TRUNK_MAX = 255;

    private @Nullable Terms last;

    private record Terms(
            List<String> texts, NumberType type, Capabilities capabilities, Price price, Place place, String trunk) {}

    /** Refuses a list whose columns cannot make a number, before anything of it is imported. */
    static void check(List<String> names) {
        names.stream().filter(name -> !KNOWN.contains(name)).findFirst().ifPresent(unknown -> {
            throw AcsException.badRequest(
                    "There is no column " + printable(unknown) + "; see the documentation.", "body");
        });
        if (!names.contains(NUMBER) && !(names.contains(START) && names.contains(END))) {
            throw AcsException.badRequest("The first line must name phoneNumber, or rangeStart and rangeEnd.", "body");
        }
    }

    /** Reads a line whose columns {@code column} gives by name (empty text for none). */
    StockLine read(long line, UnaryOperator<String> column) {
        try {
            String number = column.apply(NUMBER);
            E164 first = e164(number.isEmpty() ? START : NUMBER, number.isEmpty() ? column.apply(START) : number);
            E164 end = number.isEmpty() ? e164(END, column.apply(END)) : first;
            Terms terms = terms(TERMS.stream().map(column).toList());
            return StockLine.of(
                    line,
                    new StockRange(
                            first,
                            end,
                            terms.type(),
                            terms.capabilities(),
                            terms.price(),
                            terms.place(),
                            terms.trunk()));
        } catch (AcsException refused) {
            return StockLine.refused(line, refused.error().message());
        } catch (IllegalArgumentException refused) {
            return StockLine.refused(line, String.valueOf(refused.getMessage()));
        }
    }

    private static E164 e164(String column, String text) {
        return E164.parse(text)
                .orElseThrow(() -> new IllegalArgumentException(
                        column + " must be E.164 with its plus sign, not " + printable(text)));
    }

    private Terms terms(List<String> texts) {
        Terms known = last;
        if (known == null || !known.texts().equals(texts)) {
            known = new Terms(
                    texts,
                    Words.NUMBER_TYPE.read(texts.get(0).isEmpty() ? "geographic" : texts.get(0), "type"),
                    capabilities(texts.get(1)),
                    price(texts.get(2), texts.get(3)),
                    new Place(
                            bounded("locality", texts.get(5), PLACE_MAX),
                            bounded("administrativeDivision", texts.get(6), PLACE_MAX),
                            texts.get(6)),
                    bounded("trunk", texts.get(4), TRUNK_MAX));
            last = known;
        }
        return known;
    }

    private static Capabilities capabilities(String text) {
        Capability calling = Capability.INBOUND_OUTBOUND;
        Capability sms = Capability.NONE;
        for (String each : text.isEmpty() ? new String[0] : text.split(";")) {
            String[] parts = each.split(":", 2);
            Capability value = Words.CAPABILITY.read(parts.length == 2 ? parts[1].trim() : "", "capabilities");
            switch (parts[0].trim().toLowerCase(Locale.ROOT)) {
                case "calling" -> calling = value;
                case "sms" -> sms = value;
                default ->
                    throw new IllegalArgumentException("capabilities must look like calling:inbound+outbound;sms:none");
            }
        }
        return new Capabilities(calling, sms);
    }

    private static Price price(String cost, String currency) {
        String amount = cost.isEmpty() ? "0.00" : cost;
        String code = currency.isEmpty() ? "USD" : currency;
        if (!COST.matcher(amount).matches() || !CURRENCY.matcher(code).matches()) {
            throw new IllegalArgumentException("cost must be an amount such as 1.00, and currency three letters");
        }
        return new Price(new BigDecimal(amount), code);
    }

    private static String bounded(String column, String text, int most) {
        if (text.length() > most) {
            throw new IllegalArgumentException(column + " must not have more than " + most + " characters");
        }
        return text;
    }

    /** What a client sent, cut short and without control characters. */
    private static String printable(String text) {
        String safe = text.replaceAll("\\p{Cntrl}", "?");
        return Optional.of(safe).filter(all -> all.length() <= 40).orElseGet(() -> safe.substring(0, 40) + "…");
    }
}

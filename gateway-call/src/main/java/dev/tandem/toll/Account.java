package dev.tandem.toll;

import dev.tandem.toll.TollLimits.Allowance;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What one payer, caller ID, trunk or tenant has used of its allowance. A minute's calls are a bucket that deep; a day is
 * one of UTC, and a call counts on the day it ends. Not thread-safe; owned by its {@link TollPolicy}.
 */
final class Account {

    private static final long MINUTE_MILLIS = 60_000;
    private static final long DAY_MILLIS = 24 * 60 * MINUTE_MILLIS;

    private final String key;
    private final String name;
    private final Allowance allowance;
    private int calls;
    private double callsLeft;
    private long filledMillis;
    private long day;
    /** Of calls that ended today. */
    private long usedMillis;
    /** Calls that are answered, and the sum of when they were: what is running is one subtraction. */
    private int answered;

    private long answeredMillis;
    private int strikes;
    private long firstStrikeMillis;
    private long toldMillis;

    Account(String key, String name, Allowance allowance, Instant now) {
        this.key = key;
        this.name = name;
        this.allowance = allowance;
        callsLeft = allowance.callsPerMinute();
        filledMillis = now.toEpochMilli();
        day = dayOf(now);
    }

    /** By what it is kept. */
    String key() {
        return key;
    }

    /** Whose it is, in words. */
    String name() {
        return name;
    }

    /** Whether it could be forgotten. */
    boolean isIdle() {
        return calls == 0;
    }

    /** What a new call would trip over. */
    Optional<TollRule> objection(Instant now) {
        fill(now);
        if (allowance.callsAtOnce() > 0 && calls >= allowance.callsAtOnce()) {
            return Optional.of(TollRule.CALLS_AT_ONCE);
        }
        if (allowance.callsPerMinute() > 0 && callsLeft < 1) {
            return Optional.of(TollRule.CALLS_PER_MINUTE);
        }
        boolean used = left(now).filter(left -> left.toMillis() <= 0).isPresent();
        return used ? Optional.of(TollRule.MINUTES_PER_DAY) : Optional.empty();
    }

    /** The limit behind an objection, in words. */
    String limit(TollRule rule) {
        return switch (rule) {
            case CALLS_AT_ONCE -> allowance.callsAtOnce() + " calls at once";
            case CALLS_PER_MINUTE -> allowance.callsPerMinute() + " calls a minute";
            case MINUTES_PER_DAY -> allowance.minutesPerDay() + " minutes a day";
            case BLOCKED, DESTINATION -> throw new IllegalArgumentException(rule + " is no allowance");
        };
    }

    private void fill(Instant now) {
        long millis = now.toEpochMilli();
        int most = allowance.callsPerMinute();
        callsLeft = Math.min(most, callsLeft + (double) (millis - filledMillis) * most / MINUTE_MILLIS);
        filledMillis = millis;
    }

    /** A call is counted. */
    void take() {
        calls++;
        callsLeft--;
    }

    /** A call that is not answered moves here from another trunk. */
    void enter() {
        calls++;
    }

    /** It moves on from here. */
    void leave() {
        calls--;
    }

    void answered(Instant now) {
        answered++;
        answeredMillis += now.toEpochMilli();
    }

    /** A call is over. */
    void give(Optional<Instant> answeredAt, Instant now) {
        calls--;
        answeredAt.ifPresent(at -> {
            answered--;
            answeredMillis -= at.toEpochMilli();
            turn(now);
            usedMillis += Math.max(0, Duration.between(at, now).toMillis());
        });
    }

    /** What is left of the day's minutes; empty when there is no limit. */
    Optional<Duration> left(Instant now) {
        if (allowance.minutesPerDay() == 0) {
            return Optional.empty();
        }
        return Optional.of(Duration.ofMinutes(allowance.minutesPerDay()).minusMillis(usedMillis(now)));
    }

    /** What was used today, the calls that are up included. */
    long usedMillis(Instant now) {
        turn(now);
        return usedMillis + answered * now.toEpochMilli() - answeredMillis;
    }

    /** What was used earlier today, by an earlier life of this node. */
    void used(long earlierMillis) {
        usedMillis += earlierMillis;
    }

    private void turn(Instant now) {
        if (dayOf(now) != day) {
            day = dayOf(now);
            usedMillis = 0;
        }
    }

    /** The day of UTC, counted from 1970. */
    static long dayOf(Instant now) {
        return Math.floorDiv(now.toEpochMilli(), DAY_MILLIS);
    }

    /** One more trip; returns how many there were within a minute. */
    int strike(Instant now) {
        long millis = now.toEpochMilli();
        if (strikes == 0 || millis - firstStrikeMillis >= MINUTE_MILLIS) {
            strikes = 0;
            firstStrikeMillis = millis;
        }
        return ++strikes;
    }

    void forgive() {
        strikes = 0;
    }

    /** Whether a trip is worth telling: once a minute. */
    boolean tells(Instant now) {
        long millis = now.toEpochMilli();
        boolean due = toldMillis == 0 || millis - toldMillis >= MINUTE_MILLIS;
        if (due) {
            toldMillis = millis;
        }
        return due;
    }
}

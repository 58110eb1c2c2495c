package io.sidetone.modules.cfgutils;

import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.Period;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.time.temporal.IsoFields;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// One time that recurs, in the terms of iCalendar. Immutable.
///
/// @param start when it begins first
/// @param length how long it lasts each time; null for the rest of the day, or for ever without a frequency
/// @param frequency DAILY, WEEKLY, MONTHLY or YEARLY; empty for once
/// @param until after which it does not recur; null for never
/// @param interval every which day, week, month or year
/// @param days `MO`, and with a number for the first or last of a month or year: `1MO`, `-1FR`
record TimeRecurrence(
        ZonedDateTime start,
        @Nullable Duration length,
        String frequency,
        @Nullable Instant until,
        long interval,
        List<String> days,
        List<Integer> monthDays,
        List<Integer> yearDays,
        List<Integer> weeks,
        List<Integer> months) {

    /// From where periods are counted: a day of a month of 31 days.
    private static final LocalDate EPOCH = LocalDate.EPOCH;

    private static final int FIELDS = 11;

    /// The most days that one occurrence is looked for backwards.
    private static final int BACKWARDS = 366;

    /// @param given the fields, the zone first where there is one
    /// @throws IllegalArgumentException if they cannot be read
    static TimeRecurrence parse(List<String> given) {
        try {
            List<String> fields = new ArrayList<>(given);
            ZoneId zone = ZoneId.systemDefault();
            boolean zoned = !fields.getFirst().isEmpty()
                    && !Character.isDigit(fields.getFirst().charAt(0));
            if (zoned) {
                zone = ZoneId.of(fields.removeFirst());
            }
            while (fields.size() < FIELDS) {
                fields.add("");
            }
            ZonedDateTime start = time(fields.get(0), zone);
            ZonedDateTime end = fields.get(1).isEmpty() ? null : time(fields.get(1), zone);
            Duration length = end == null ? duration(fields.get(2)) : Duration.between(start, end);
            String frequency = fields.get(3).toUpperCase(Locale.ROOT);
            if (!Set.of("", "DAILY", "WEEKLY", "MONTHLY", "YEARLY").contains(frequency)) {
                throw new IllegalArgumentException("no frequency: " + frequency);
            }
            return new TimeRecurrence(
                    start,
                    length,
                    frequency,
                    fields.get(4).isEmpty() ? null : time(fields.get(4), zone).toInstant(),
                    fields.get(5).isEmpty() ? 1 : Math.max(1, Long.parseLong(fields.get(5))),
                    texts(fields.get(6)),
                    numbers(fields.get(7)),
                    numbers(fields.get(8)),
                    numbers(fields.get(9)),
                    numbers(fields.get(10)));
        } catch (DateTimeException | ArithmeticException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private static ZonedDateTime time(String text, ZoneId zone) {
        if (text.isEmpty()) {
            return Instant.EPOCH.atZone(zone);
        }
        boolean utc = text.endsWith("Z");
        String local = utc ? text.substring(0, text.length() - 1) : text;
        LocalDateTime time = local.length() == 8
                ? LocalDate.parse(local, DateTimeFormatter.BASIC_ISO_DATE).atStartOfDay()
                : LocalDateTime.parse(local, DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss", Locale.ROOT));
        return utc ? time.atZone(ZoneId.of("UTC")).withZoneSameInstant(zone) : time.atZone(zone);
    }

    private static @Nullable Duration duration(String text) {
        if (text.isEmpty()) {
            return null;
        }
        String upper = text.toUpperCase(Locale.ROOT);
        int time = upper.indexOf('T');
        String date = time < 0 ? upper : upper.substring(0, time);
        Duration days = date.equals("P")
                ? Duration.ZERO
                : Duration.ofDays(ChronoUnit.DAYS.between(EPOCH, EPOCH.plus(Period.parse(date))));
        return time < 0 ? days : days.plus(Duration.parse("P" + upper.substring(time)));
    }

    private static List<String> texts(String list) {
        List<String> texts = new ArrayList<>();
        for (String each : list.split(",", 0)) {
            if (!each.isBlank()) {
                texts.add(each.strip().toUpperCase(Locale.ROOT));
            }
        }
        return texts;
    }

    private static List<Integer> numbers(String list) {
        return texts(list).stream().map(Integer::valueOf).toList();
    }

    /// Whether a time is inside.
    boolean contains(Instant instant) {
        ZonedDateTime time = instant.atZone(start.getZone());
        if (time.isBefore(start) || (until != null && instant.isAfter(until))) {
            return false;
        }
        if (frequency.isEmpty()) {
            return length == null || time.isBefore(start.plus(length));
        }
        long back = length == null ? 0 : Math.min(BACKWARDS, length.toDays() + 1);
        for (long i = 0; i <= back; i++) {
            LocalDate day = time.toLocalDate().minusDays(i);
            ZonedDateTime begin = day.atTime(start.toLocalTime()).atZone(start.getZone());
            ZonedDateTime end = length == null ? day.plusDays(1).atStartOfDay(start.getZone()) : begin.plus(length);
            if (!begin.isBefore(start) && !time.isBefore(begin) && time.isBefore(end) && recurs(day)) {
                return true;
            }
        }
        return false;
    }

    private boolean recurs(LocalDate day) {
        LocalDate first = start.toLocalDate();
        long passed = switch (frequency) {
            case "DAILY" -> ChronoUnit.DAYS.between(first, day);
            case "WEEKLY" -> ChronoUnit.WEEKS.between(monday(first), monday(day));
            case "MONTHLY" -> ChronoUnit.MONTHS.between(first.withDayOfMonth(1), day.withDayOfMonth(1));
            default -> (long) day.getYear() - first.getYear();
        };
        if (passed % interval != 0
                || (!months.isEmpty() && !months.contains(day.getMonthValue()))
                || !hasNumber(monthDays, day.getDayOfMonth(), day.lengthOfMonth())
                || !hasNumber(yearDays, day.getDayOfYear(), day.lengthOfYear())
                || !hasNumber(weeks, day.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR), 53)) {
            return false;
        }
        return days.isEmpty() ? isUsual(day, first) : days.stream().anyMatch(each -> isDay(each, day));
    }

    private static LocalDate monday(LocalDate day) {
        return day.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
    }

    private static boolean hasNumber(List<Integer> wanted, int number, int last) {
        return wanted.isEmpty() || wanted.contains(number) || wanted.contains(number - last - 1);
    }

    /// Where no day is named, it is the one of the start.
    private boolean isUsual(LocalDate day, LocalDate first) {
        boolean named = !monthDays.isEmpty() || !yearDays.isEmpty() || !weeks.isEmpty();
        return switch (frequency) {
            case "WEEKLY" -> named || day.getDayOfWeek() == first.getDayOfWeek();
            case "MONTHLY" -> named || day.getDayOfMonth() == first.getDayOfMonth();
            case "YEARLY" ->
                named
                        || (day.getDayOfMonth() == first.getDayOfMonth()
                                && (!months.isEmpty() || day.getMonth() == first.getMonth()));
            default -> true;
        };
    }

    private boolean isDay(String wanted, LocalDate day) {
        if (wanted.length() < 2) {
            throw new IllegalArgumentException("no day: " + wanted);
        }
        String name = wanted.substring(wanted.length() - 2);
        if (!day.getDayOfWeek().name().startsWith(name)) {
            return false;
        }
        if (wanted.length() == 2) {
            return true;
        }
        int number = Integer.parseInt(wanted.substring(0, wanted.length() - 2));
        int index = frequency.equals("YEARLY") ? day.getDayOfYear() : day.getDayOfMonth();
        int length = frequency.equals("YEARLY") ? day.lengthOfYear() : day.lengthOfMonth();
        return number > 0 ? (index - 1) / 7 + 1 == number : -((length - index) / 7 + 1) == number;
    }
}

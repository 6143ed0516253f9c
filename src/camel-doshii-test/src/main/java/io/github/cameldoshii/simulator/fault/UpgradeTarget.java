package io.github.cameldoshii.simulator.fault;

import java.util.List;
import java.util.Map;

/** An upgrade request that was not answered yet. */
public interface UpgradeTarget extends ConnectTarget {

    /** Answers with an HTTP response instead of an upgrade, and closes. */
    void answer(int status, Map<String, String> headers, String body);

    /** Makes the accept key of the upgrade a wrong one. */
    void wrongAccept();

    /** Adds a header to the upgrade. */
    void upgradeHeader(String name, String value);

    /** Sends the upgrade one byte at a time. */
    void dribble(long millisPerByte);

    /** Sends these text messages in the same write as the upgrade. */
    void firstTexts(List<String> texts);
}

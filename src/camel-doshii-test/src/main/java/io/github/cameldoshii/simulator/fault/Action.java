package io.github.cameldoshii.simulator.fault;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;

/**
 * What a {@link Fault} does, in the place of or around what the simulator would have done. {@link Actions} makes the ready
 * ones; where each of them fits is told by which of {@link OnConnect}, {@link OnUpgrade}, {@link OnSocket} and {@link OnRest}
 * it is. An action of one's own is a lambda of one of these.
 *
 * <p>Actions run on the simulator's event loop and must not block. {@code next} goes on with
 * what would have been done, after the other faults that match; an action that does not call it prevents that.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "do")
@JsonSubTypes({
    @JsonSubTypes.Type(value = AnyActions.Reset.class, name = "reset"),
    @JsonSubTypes.Type(value = AnyActions.Delay.class, name = "delay"),
    @JsonSubTypes.Type(value = AnyActions.Hang.class, name = "hang"),
    @JsonSubTypes.Type(value = AnyActions.Answer.class, name = "answer"),
    @JsonSubTypes.Type(value = AnyActions.Dribble.class, name = "dribble"),
    @JsonSubTypes.Type(value = AnyActions.Bytes.class, name = "bytes"),
    @JsonSubTypes.Type(value = UpgradeActions.WrongAccept.class, name = "wrongAccept"),
    @JsonSubTypes.Type(value = UpgradeActions.UpgradeHeader.class, name = "upgradeHeader"),
    @JsonSubTypes.Type(value = UpgradeActions.FirstTexts.class, name = "firstTexts"),
    @JsonSubTypes.Type(value = SocketActions.Close.class, name = "close"),
    @JsonSubTypes.Type(value = SocketActions.Swallow.class, name = "swallow"),
    @JsonSubTypes.Type(value = SocketActions.Replace.class, name = "replace"),
    @JsonSubTypes.Type(value = SocketActions.Repeat.class, name = "repeat"),
    @JsonSubTypes.Type(value = SocketActions.Send.class, name = "send"),
    @JsonSubTypes.Type(value = SocketActions.Fragment.class, name = "fragment"),
    @JsonSubTypes.Type(value = SocketActions.HalfMessage.class, name = "halfMessage"),
    @JsonSubTypes.Type(value = SocketActions.Oversized.class, name = "oversized"),
    @JsonSubTypes.Type(value = SocketActions.GiantHeader.class, name = "giantHeader"),
    @JsonSubTypes.Type(value = SocketActions.BlackHole.class, name = "blackHole"),
    @JsonSubTypes.Type(value = SocketActions.StopReading.class, name = "stopReading"),
    @JsonSubTypes.Type(value = SocketActions.StopWriting.class, name = "stopWriting"),
    @JsonSubTypes.Type(value = SocketActions.SlowClose.class, name = "slowClose"),
    @JsonSubTypes.Type(value = SocketActions.Shape.class, name = "shape"),
    @JsonSubTypes.Type(value = RestActions.Truncate.class, name = "truncate"),
    @JsonSubTypes.Type(value = RestActions.BrokenGzip.class, name = "brokenGzip"),
    @JsonSubTypes.Type(value = RestActions.Header.class, name = "header"),
    @JsonSubTypes.Type(value = RestActions.DropSockets.class, name = "dropSockets")
})
public interface Action {

    /** Fits {@link Match#connect()}. */
    interface OnConnect extends Action {
        void onConnect(ConnectTarget connection, Runnable next);
    }

    /** Fits {@link Match#upgrade()}. */
    interface OnUpgrade extends Action {
        void onUpgrade(UpgradeTarget upgrade, Runnable next);
    }

    /** Fits {@link Match#opened}, {@link Match#ping}, {@link Match#message} and {@link Match#event}. */
    interface OnSocket extends Action {
        void onSocket(SocketTarget socket, Runnable next);
    }

    /** Fits {@link Match#rest}. */
    interface OnRest extends Action {
        void onRest(RestTarget call, Runnable next);
    }
}

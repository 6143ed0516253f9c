package io.github.cameldoshii.position;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.function.Consumer;
import javax.sql.DataSource;

/** A real database whose connections fail and wait as they are told. */
final class ScriptedDataSource {

    private final DataSource real;
    private volatile Consumer<String> beforeExecute = sql -> {};
    private volatile boolean refusing;
    private volatile boolean losing;
    private volatile boolean autoCommit = true;

    ScriptedDataSource(DataSource real) {
        this.real = real;
    }

    DataSource dataSource() {
        return proxy(DataSource.class, (self, method, arguments) -> connection());
    }

    /** Is given each statement just before it is sent. */
    void beforeExecute(Consumer<String> action) {
        beforeExecute = action;
    }

    void refuseConnections() {
        refusing = true;
    }

    /** Updates are made, but their results do not come back. */
    void loseAnswers() {
        losing = true;
    }

    void withoutAutoCommit() {
        autoCommit = false;
    }

    void heal() {
        refusing = false;
        losing = false;
        autoCommit = true;
    }

    private Connection connection() throws SQLException {
        if (refusing) {
            throw new SQLException("connection refused", "08001");
        }
        Connection connection = real.getConnection();
        connection.setAutoCommit(autoCommit);
        return proxy(Connection.class, (self, method, arguments) -> {
            Object result = invoke(method, connection, arguments);
            return result instanceof PreparedStatement statement ? statement(statement, (String) arguments[0]) : result;
        });
    }

    private PreparedStatement statement(PreparedStatement statement, String sql) {
        return proxy(PreparedStatement.class, (self, method, arguments) -> {
            if (method.getName().startsWith("execute")) {
                beforeExecute.accept(sql);
            }
            Object result = invoke(method, statement, arguments);
            if (losing && method.getName().equals("executeUpdate")) {
                throw new SQLException("connection lost", "08006");
            }
            return result;
        });
    }

    private static Object invoke(Method method, Object target, Object[] arguments) throws Throwable {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    private static <T> T proxy(Class<T> type, InvocationHandler handler) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
    }
}

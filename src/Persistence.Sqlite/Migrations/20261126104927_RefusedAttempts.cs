using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace RentABot.Persistence.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class RefusedAttempts : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "refused_attempts",
                columns: table => new
                {
                    id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    sequence = table.Column<long>(type: "INTEGER", nullable: false),
                    type = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    occurred_at = table.Column<long>(type: "INTEGER", nullable: false),
                    resource_id = table.Column<long>(type: "INTEGER", nullable: true),
                    reservation_id = table.Column<Guid>(type: "TEXT", nullable: true),
                    client_id = table.Column<string>(type: "TEXT", nullable: true),
                    actor = table.Column<string>(type: "TEXT", nullable: false),
                    address = table.Column<string>(type: "TEXT", nullable: true),
                    user_agent = table.Column<string>(type: "TEXT", nullable: true),
                    details = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_refused_attempts", x => x.id);
                });

            migrationBuilder.CreateIndex(
                name: "ix_refused_attempts_actor_id",
                table: "refused_attempts",
                columns: new[] { "actor", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_refused_attempts_occurred_at",
                table: "refused_attempts",
                column: "occurred_at");

            migrationBuilder.CreateIndex(
                name: "ix_refused_attempts_reservation_id_id",
                table: "refused_attempts",
                columns: new[] { "reservation_id", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_refused_attempts_resource_id_id",
                table: "refused_attempts",
                columns: new[] { "resource_id", "id" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "refused_attempts");
        }
    }
}

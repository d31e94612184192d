using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace RentABot.Persistence.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class Owners : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "actor",
                table: "reservations",
                type: "TEXT",
                maxLength: 200,
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<string>(
                name: "actor",
                table: "locks",
                type: "TEXT",
                maxLength: 200,
                nullable: false,
                defaultValue: "");

            migrationBuilder.CreateIndex(
                name: "ix_reservations_actor",
                table: "reservations",
                column: "actor",
                filter: "status IN ('Pending', 'Fulfilled')");

            migrationBuilder.CreateIndex(
                name: "ix_locks_actor",
                table: "locks",
                column: "actor",
                filter: "ended_at IS NULL");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "ix_reservations_actor",
                table: "reservations");

            migrationBuilder.DropIndex(
                name: "ix_locks_actor",
                table: "locks");

            migrationBuilder.DropColumn(
                name: "actor",
                table: "reservations");

            migrationBuilder.DropColumn(
                name: "actor",
                table: "locks");
        }
    }
}
